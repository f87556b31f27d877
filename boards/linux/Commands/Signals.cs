using System.Runtime.InteropServices;

namespace Gateway.Boards.Linux.Commands
{
    /// <summary>Signals that a command takes itself.</summary>
    internal static class Signals
    {
        /// <summary>Does something on a signal, in the place of what the system would do: the process goes on.</summary>
        public static PosixSignalRegistration On(PosixSignal signal, Action action)
        {
            return PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                action();
            });
        }
    }
}
