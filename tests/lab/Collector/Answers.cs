using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Gateway.Collector
{
    /// <summary>Writes a request's answer: well, or as badly as was asked for.</summary>
    internal sealed class Answers
    {
        /// <summary>The count of bytes of <see cref="Misbehaviour.Huge"/> that the server took; once the connection is broken it throws them away.</summary>
        public const string HugeBytes = "hugeBytes";

        private const long HugeLength = 1L << 30; // the issue's gigabyte
        private const int HugePiece = 1 << 16; // ours
        private const int GarbageLength = 3000; // ours: longer than any head that a client reads
        private const int TrickleMs = 20; // ours: some 100 bytes take 2 s
        private const int UntilCutMs = 100; // ours: what was written has left by then
        private const string GoodText = "{\"status\":\"ok\"}";

        private readonly CollectorOptions _options;
        private readonly Behaviour _behaviour;
        private readonly Journal _journal;

        /// <summary>Makes it.</summary>
        public Answers(CollectorOptions options, Behaviour behaviour, Journal journal)
        {
            _options = options;
            _behaviour = behaviour;
            _journal = journal;
        }

        /// <summary>Whether the gateway is to take its reports for delivered: any 2xx, whatever becomes of the answer's body (reporting.md).</summary>
        public static bool IsAcceptance(Misbehaviour misbehaviour)
        {
            return misbehaviour is Misbehaviour.Well or Misbehaviour.NoContent or Misbehaviour.Chunked or Misbehaviour.Trickle or Misbehaviour.CloseInAnswer;
        }

        /// <summary>Answers.</summary>
        public async Task Write(HttpContext context, Misbehaviour misbehaviour)
        {
            HttpResponse response = context.Response;
            switch (misbehaviour)
            {
                case Misbehaviour.Well:
                    response.ContentLength = 0;
                    break;
                case Misbehaviour.NoContent:
                    response.StatusCode = StatusCodes.Status204NoContent;
                    break;
                case Misbehaviour.Chunked:
                    await response.WriteAsync(GoodText[..1]);
                    await response.Body.FlushAsync();
                    await response.WriteAsync(GoodText[1..]);
                    break;
                case Misbehaviour.Error:
                    response.StatusCode = StatusCodes.Status500InternalServerError;
                    await response.WriteAsync("no");
                    break;
                case Misbehaviour.BusySeconds:
                    response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    response.Headers.RetryAfter = _behaviour.RetryAfterS.ToString(CultureInfo.InvariantCulture);
                    break;
                case Misbehaviour.BusyDate:
                    response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    response.Headers.RetryAfter = (DateTimeOffset.UtcNow + TimeSpan.FromSeconds(_behaviour.RetryAfterS)).ToString("R", CultureInfo.InvariantCulture);
                    break;
                case Misbehaviour.Unauthorized:
                    response.StatusCode = StatusCodes.Status401Unauthorized;
                    response.Headers.WWWAuthenticate = "Basic realm=\"reports\"";
                    break;
                case Misbehaviour.Forbidden:
                    response.StatusCode = StatusCodes.Status403Forbidden;
                    break;
                case Misbehaviour.Redirect:
                    response.StatusCode = StatusCodes.Status307TemporaryRedirect;
                    response.Headers.Location = $"https://{_options.Name}:{_options.Listen.Port}/elsewhere";
                    break;
                case Misbehaviour.CloseInAnswer:
                    response.ContentLength = GoodText.Length;
                    await response.WriteAsync(GoodText[..1]);
                    await response.Body.FlushAsync();
                    await Task.Delay(UntilCutMs);
                    context.Abort();
                    break;
                case Misbehaviour.CloseBeforeAnswer:
                    context.Abort();
                    break;
                case Misbehaviour.Huge:
                    await WriteHuge(context);
                    break;
                case Misbehaviour.HangBeforeAnswer:
                    await Hang(context);
                    break;
                default:
                    await WriteBytes(context, misbehaviour);
                    break;
            }
        }

        private async Task WriteHuge(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            context.Response.ContentLength = HugeLength;
            byte[] piece = new byte[HugePiece];
            try
            {
                for (long written = 0; written < HugeLength && !context.RequestAborted.IsCancellationRequested; written += piece.Length)
                {
                    await context.Response.Body.WriteAsync(piece, context.RequestAborted);
                    _journal.Count(HugeBytes, piece.Length);
                }
            }
            catch (OperationCanceledException)
            {
                // The client has had enough: as it should.
            }

            context.Abort();
        }

        // What no server would write goes to the connection itself, within TLS.
        private static async Task WriteBytes(HttpContext context, Misbehaviour misbehaviour)
        {
            PipeWriter output = context.Features.Get<IConnectionTransportFeature>()!.Transport.Output;
            byte[] bytes = misbehaviour switch
            {
                Misbehaviour.Garbage => RandomNumberGenerator.GetBytes(GarbageLength),
                Misbehaviour.HangInHead => "HTTP/1.1 200 OK\r\nContent-Ty"u8.ToArray(),
                _ => Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {GoodText.Length}\r\nConnection: close\r\n\r\n{GoodText}"),
            };
            if (misbehaviour == Misbehaviour.Trickle)
            {
                foreach (byte one in bytes)
                {
                    output.Write([one]);
                    await output.FlushAsync();
                    await Task.Delay(TrickleMs);
                }
            }
            else
            {
                output.Write(bytes);
                await output.FlushAsync();
            }

            // This connection's server does not know that it has answered: it could take no further request.
            await Hang(context);
            context.Abort();
        }

        private static async Task Hang(HttpContext context)
        {
            try
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                // The client has gone.
            }
        }
    }
}
