using Gateway.Boards.Linux.Captures;
using Gateway.Boards.Linux.Configuration;
using Gateway.Boards.Linux.Devices;

namespace Gateway.Boards.Linux.Commands
{
    /// <summary>Where a command writes to.</summary>
    /// <param name="Output">Takes results.</param>
    /// <param name="Error">Takes errors and progress.</param>
    /// <param name="IsOutputTerminal">Whether a person reads the results as they come.</param>
    /// <param name="IsErrorTerminal">Whether a person reads the errors as they come.</param>
    internal sealed record CommandConsole(TextWriter Output, TextWriter Error, bool IsOutputTerminal, bool IsErrorTerminal)
    {
        /// <summary>Does a command's work, and tells the user's and the machine's faults in a line.</summary>
        /// <returns>An <see cref="ExitCode"/>.</returns>
        public int Run(Func<ExitCode> work)
        {
            try
            {
                return (int)work();
            }
            catch (DeviceException exception)
            {
                return Tell(exception, ExitCode.DeviceUnavailable);
            }
            catch (Exception exception) when (exception
                is CaptureFormatException or SettingsException or IOException or UnauthorizedAccessException)
            {
                return Tell(exception, ExitCode.BadInput);
            }
        }

        private int Tell(Exception exception, ExitCode code)
        {
            Error.WriteLine($"error: {exception.Message}");
            return (int)code;
        }
    }
}
