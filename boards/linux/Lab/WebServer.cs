using System.Text;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>A small web server with one page, which tells the caller from where it was called.</summary>
    internal sealed class WebServer
    {
        /// <summary>HTTP's port.</summary>
        public const int Port = 80;

        private const int MaximumRequestLength = 8192; // ours

        /// <summary>Makes a server, which listens at once.</summary>
        public WebServer(ILabHost host)
        {
            host.Listen(Port, Serve);
        }

        private static void Serve(Stream stream, Peer peer)
        {
            string request = "";
            byte[] buffer = new byte[MaximumRequestLength];
            int length = 0;
            while (!request.Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                int read = length < buffer.Length ? stream.Read(buffer, length, buffer.Length - length) : 0;
                if (read == 0)
                {
                    return;
                }

                length += read;
                request = Encoding.ASCII.GetString(buffer, 0, length);
            }

            string page = $"Hello, {peer}.\n";
            bool isGet = request.StartsWith("GET ", StringComparison.Ordinal);
            stream.Write(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {(isGet ? "200 OK" : "405 Method Not Allowed")}\r\nContent-Type: text/plain\r\n"
                + $"Content-Length: {page.Length}\r\nConnection: close\r\n\r\n{page}"));
        }
    }
}
