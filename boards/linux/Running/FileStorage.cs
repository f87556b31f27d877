using Gateway.Boards.Linux.Devices;
using Gateway.Platform;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>
    /// Records as files of one folder, written in place: power may cut a write short at any byte, and the firmware bears it. No
    /// file beside and no renaming, so that a full disk stops no record that is there already and grows no longer.
    /// </summary>
    /// <remarks>
    /// A write returns when the bytes are on the disk (fsync), and after a file's first one when its name is too: only then is
    /// the next write, to the other slot, torn without this one. Some milliseconds, hourly at the most.
    /// </remarks>
    internal sealed class FileStorage : IStorage
    {
        private const int MaximumNameLength = 12; // IStorage
        private const int None = 0;
        private const int Failed = -1;

        // Settings hold a password.
        private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        private const UnixFileMode FolderMode700 = FileMode600 | UnixFileMode.UserExecute;

        private readonly string _folder;

        /// <summary>Makes it; the folder is made on the first write, where it is not there.</summary>
        public FileStorage(string folder)
        {
            _folder = folder;
        }

        /// <inheritdoc/>
        public int Read(string name, byte[] buffer)
        {
            if (!IsName(name))
            {
                return Failed;
            }

            try
            {
                FileStreamOptions options = new() { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite, BufferSize = 0 };
                using FileStream file = new(PathOf(name), options);
                return file.Length > buffer.Length ? Failed : file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                return None;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return Failed;
            }
        }

        /// <inheritdoc/>
        public bool Write(string name, byte[] buffer, int length)
        {
            if (!IsName(name))
            {
                return false;
            }

            try
            {
                MakeFolder();
                string path = PathOf(name);
                bool isNew = !File.Exists(path);
                FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = FileMode600;
                }

                using (FileStream file = new(path, options))
                {
                    file.Write(buffer, 0, length);
                    file.SetLength(length);
                    file.Flush(flushToDisk: true);
                }

                return !isNew || KeepName();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        // Nothing that leads out of the folder.
        private static bool IsName(string name)
        {
            return name.Length is > 0 and <= MaximumNameLength && char.IsAsciiLetterLower(name[0])
                && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '.');
        }

        private string PathOf(string name)
        {
            return Path.Combine(_folder, name);
        }

        private void MakeFolder()
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(_folder);
            }
            else
            {
                Directory.CreateDirectory(_folder, FolderMode700);
            }
        }

        // A new file's name is in the folder, which has a write of its own to come.
        private bool KeepName()
        {
            if (!OperatingSystem.IsLinux())
            {
                return true;
            }

            int descriptor = Libc.Open(_folder, Libc.OpenReadOnly | Libc.OpenCloseOnExec, 0);
            if (descriptor < 0)
            {
                return false;
            }

            bool isKept = Libc.Synchronize(descriptor) == 0;
            _ = Libc.Close(descriptor);
            return isKept;
        }
    }
}
