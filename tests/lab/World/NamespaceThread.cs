using System;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace Gateway.Lab
{
    /// <summary>A thread inside a network namespace. A socket stays in the namespace of the thread that made it, whoever uses it.</summary>
    internal sealed class NamespaceThread : IDisposable
    {
        private readonly BlockingCollection<Action> _work = [];
        private readonly Thread _thread;

        /// <summary>Starts it.</summary>
        /// <param name="path">The namespace's file.</param>
        public NamespaceThread(string path)
        {
            TaskCompletionSource entered = new();
            _thread = new Thread(() => Serve(path, entered)) { IsBackground = true };
            _thread.Start();
            entered.Task.GetAwaiter().GetResult();
        }

        /// <summary>Does something there.</summary>
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

        /// <inheritdoc/>
        public void Dispose()
        {
            _work.CompleteAdding();
            _thread.Join();
            _work.Dispose();
        }

        private void Serve(string path, TaskCompletionSource entered)
        {
            int descriptor = NativeCalls.Open(path, NativeCalls.OpenReadOnly | NativeCalls.OpenCloseOnExec, 0);
            if (descriptor < 0 || NativeCalls.SetNamespace(descriptor, NativeCalls.NewNetworkNamespace) < 0)
            {
                entered.SetException(new LabException($"{path} can't be entered: {Marshal.GetLastPInvokeErrorMessage()}"));
                return;
            }

            _ = NativeCalls.Close(descriptor);
            entered.SetResult();
            foreach (Action work in _work.GetConsumingEnumerable())
            {
                work();
            }
        }
    }
}
