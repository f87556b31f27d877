using System.Collections.Concurrent;

namespace Gateway.Boards.Linux.Devices
{
    /// <summary>
    /// A network namespace, entered by a thread of its own: a namespace belongs to a thread, and what a thread opens (sockets,
    /// TUN devices) stays in the thread's namespace, whoever uses it. So one process can hold a whole world, without helper
    /// processes, and a namespace that it made is gone when the process is, however that ends.
    /// </summary>
    internal sealed class NetworkNamespace : IDisposable
    {
        private readonly BlockingCollection<Action> _work = [];
        private readonly Thread _thread;
        private readonly TaskCompletionSource<string> _entered = new();

        private NetworkNamespace(string name, Action enter)
        {
            _thread = new Thread(() => Serve(enter)) { IsBackground = true, Name = $"namespace {name}" };
            _thread.Start();
            try
            {
                Path = _entered.Task.GetAwaiter().GetResult();
            }
            catch
            {
                _work.Dispose();
                throw;
            }
        }

        /// <summary>Where others find it, while this object lives.</summary>
        public string Path { get; }

        /// <summary>Makes a namespace, with its loopback interface on and IPv6 off.</summary>
        /// <exception cref="DeviceException">This user may not.</exception>
        public static NetworkNamespace Create(string name)
        {
            return new NetworkNamespace(name, () =>
            {
                if (Libc.Unshare(Libc.NewNetworkNamespace) < 0)
                {
                    throw new DeviceException($"No network namespace can be made: {Libc.Describe(Libc.LastError)}.");
                }

                NetworkInterface.SwitchOn("lo");
                SwitchIpv6Off();
            });
        }

        /// <summary>Enters a namespace that exists.</summary>
        /// <param name="path">A file of a namespace, such as those in /run/netns.</param>
        /// <exception cref="DeviceException">There is none, or this user may not.</exception>
        public static NetworkNamespace Open(string path)
        {
            return new NetworkNamespace(path, () =>
            {
                int descriptor = Libc.Open(path, Libc.OpenReadOnly | Libc.OpenCloseOnExec, 0);
                if (descriptor < 0)
                {
                    throw new DeviceException($"The network namespace {path} can't be opened: {Libc.Describe(Libc.LastError)}.");
                }

                int result = Libc.SetNamespace(descriptor, Libc.NewNetworkNamespace);
                int error = Libc.LastError;
                _ = Libc.Close(descriptor);
                if (result < 0)
                {
                    throw new DeviceException(error == Libc.ErrorInvalid
                        ? $"{path} is no network namespace. Make one: sudo ip netns add NAME"
                        : $"The network namespace {path} can't be entered: {Libc.Describe(error)}. Run as root: sudo ...");
                }
            });
        }

        /// <summary>Does something in the namespace.</summary>
        public T Run<T>(Func<T> work)
        {
            TaskCompletionSource<T> done = new();
            _work.Add(() =>
            {
                try
                {
                    done.SetResult(work());
                }
                catch (Exception exception)
                {
                    done.SetException(exception);
                }
            });
            return done.Task.GetAwaiter().GetResult();
        }

        /// <summary>Does something in the namespace.</summary>
        public void Run(Action work)
        {
            Run(() =>
            {
                work();
                return true;
            });
        }

        /// <summary>Leaves the namespace. One that was made here goes when nothing uses it any more.</summary>
        public void Dispose()
        {
            _work.CompleteAdding();
            _thread.Join();
            _work.Dispose();
        }

        // The firmware has no IPv6 yet: what the kernel says by itself (router solicitations) would only be noise in the counters.
        private static void SwitchIpv6Off()
        {
            try
            {
                File.WriteAllText("/proc/sys/net/ipv6/conf/all/disable_ipv6", "1");
                File.WriteAllText("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // No IPv6 here, or a read-only /proc/sys: then there is none to switch off, or there is that noise.
            }
        }

        private void Serve(Action enter)
        {
            try
            {
                enter();
                string thread = new FileInfo("/proc/thread-self").LinkTarget!; // PID/task/TID
                _entered.SetResult($"/proc/{thread}/ns/net");
            }
            catch (Exception exception)
            {
                _entered.SetException(exception);
                return;
            }

            foreach (Action work in _work.GetConsumingEnumerable())
            {
                work();
            }
        }
    }
}
