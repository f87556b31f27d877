using System.Runtime.InteropServices;

namespace Gateway.Boards.Linux.Devices
{
    /// <summary>
    /// The calls to Linux that .NET has no face for. Numbers are the kernel's of x86-64, arm64, arm and RISC-V (asm-generic).
    /// Arguments are blittable: no call allocates.
    /// </summary>
    internal static class Libc
    {
        public const int UserSignal = 10; // SIGUSR1; .NET has no name for it

        public const int OpenReadWrite = 0x2; // fcntl.h
        public const int OpenReadOnly = 0x0;
        public const int OpenNonBlocking = 0x800;
        public const int OpenCloseOnExec = 0x80000;

        public const short PollIn = 0x1; // poll.h

        public const int EventNonBlocking = 0x800; // sys/eventfd.h
        public const int EventCloseOnExec = 0x80000;

        public const int NewNetworkNamespace = 0x40000000; // sched.h, CLONE_NEWNET

        public const int FamilyIpv4 = 2; // sys/socket.h
        public const int SocketDatagram = 2;
        public const int SocketCloseOnExec = 0x80000;

        public const int ErrorNotPermitted = 1; // errno.h
        public const int ErrorNoEntry = 2;
        public const int ErrorInterrupted = 4;
        public const int ErrorNoDriver = 6;
        public const int ErrorTryAgain = 11;
        public const int ErrorAccess = 13;
        public const int ErrorBusy = 16;
        public const int ErrorExists = 17;
        public const int ErrorNoDevice = 19;
        public const int ErrorInvalid = 22;

        private const string Name = "libc";

        /// <summary>What the last call of this thread failed with.</summary>
        public static int LastError => Marshal.GetLastPInvokeError();

        /// <summary>An error in the system's words.</summary>
        public static string Describe(int error)
        {
            return Marshal.GetPInvokeErrorMessage(error);
        }

        [DllImport(Name, EntryPoint = "open", SetLastError = true)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

        [DllImport(Name, EntryPoint = "close", SetLastError = true)]
        public static extern int Close(int descriptor);

        [DllImport(Name, EntryPoint = "read", SetLastError = true)]
        public static extern nint Read(int descriptor, ref byte buffer, nint length);

        [DllImport(Name, EntryPoint = "write", SetLastError = true)]
        public static extern nint Write(int descriptor, ref byte buffer, nint length);

        [DllImport(Name, EntryPoint = "fsync", SetLastError = true)]
        public static extern int Synchronize(int descriptor);

        [DllImport(Name, EntryPoint = "ioctl", SetLastError = true)]
        public static extern int Control(int descriptor, nuint request, ref byte argument);

        [DllImport(Name, EntryPoint = "poll", SetLastError = true)]
        public static extern int Poll(ref PollDescriptor descriptors, nuint count, int timeoutMs);

        [DllImport(Name, EntryPoint = "eventfd", SetLastError = true)]
        public static extern int EventDescriptor(uint initial, int flags);

        [DllImport(Name, EntryPoint = "socket", SetLastError = true)]
        public static extern int Socket(int family, int type, int protocol);

        [DllImport(Name, EntryPoint = "unshare", SetLastError = true)]
        public static extern int Unshare(int flags);

        [DllImport(Name, EntryPoint = "setns", SetLastError = true)]
        public static extern int SetNamespace(int descriptor, int kind);

        [DllImport(Name, EntryPoint = "execvp", SetLastError = true)]
        public static extern int Execute([MarshalAs(UnmanagedType.LPUTF8Str)] string file, nint[] arguments);
    }
}
