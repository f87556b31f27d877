namespace Gateway.Boards.Linux.Devices
{
    /// <summary>A device or a namespace that can't be had, or is lost. The message says what to do.</summary>
    internal sealed class DeviceException(string message) : Exception(message);
}
