using System;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace Gateway.Lab
{
    /// <summary>HTTP from inside a namespace, for who asks often: no program is started for it. Each request has a connection of its own.</summary>
    public sealed class LabHttp : IDisposable
    {
        private readonly HttpClient _client;

        /// <summary>Makes it.</summary>
        /// <param name="place">From where.</param>
        /// <param name="source">The address there.</param>
        /// <param name="server">http://ADDRESS:PORT/</param>
        public LabHttp(LabNamespace place, string source, string server)
        {
            SocketsHttpHandler handler = new()
            {
                PooledConnectionLifetime = TimeSpan.Zero,
                UseProxy = false,
                AllowAutoRedirect = false,
                ConnectCallback = async (context, cancellation) =>
                {
                    Socket socket = place.Bind(ProtocolType.Tcp, source);
                    try
                    {
                        await socket.ConnectAsync(IPAddress.Parse(context.DnsEndPoint.Host), context.DnsEndPoint.Port, cancellation);
                        return new NetworkStream(socket, ownsSocket: true);
                    }
                    catch
                    {
                        socket.Dispose();
                        throw;
                    }
                },
            };
            _client = new HttpClient(handler) { BaseAddress = new Uri(server), Timeout = Deadline.Usual };
        }

        /// <summary>Asks.</summary>
        /// <param name="method">How.</param>
        /// <param name="path">For what, with its query.</param>
        /// <param name="body">What goes with it; null for nothing.</param>
        /// <returns>The answer's body.</returns>
        /// <exception cref="HttpRequestException">There is no answer, or it is no 2xx.</exception>
        public string Ask(HttpMethod method, string path, string? body = null)
        {
            using HttpRequestMessage request = new(method, path) { Content = body == null ? null : new StringContent(body) };
            using HttpResponseMessage response = _client.SendAsync(request).GetAwaiter().GetResult().EnsureSuccessStatusCode();
            return response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _client.Dispose();
        }
    }
}
