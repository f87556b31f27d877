using System.Runtime.InteropServices;

namespace Gateway.Lab
{
    /// <summary>The calls to Linux that .NET has no face for.</summary>
    internal static class NativeCalls
    {
        public const int OpenReadOnly = 0; // fcntl.h
        public const int OpenCloseOnExec = 0x80000;
        public const int NewNetworkNamespace = 0x40000000; // sched.h

        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

        [DllImport("libc", EntryPoint = "close")]
        public static extern int Close(int descriptor);

        [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
        public static extern int SetNamespace(int descriptor, int kind);

        [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
        public static extern int Signal(int processId, int signal);
    }
}
