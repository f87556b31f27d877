using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Collector
{
    /// <summary>The two servers: reports over TLS, control in plain HTTP.</summary>
    internal sealed class CollectorServer : IAsyncDisposable
    {
        private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest"; // Kestrel's own name

        private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromHours(1); // ours: a handshake that hangs is for the client to end
        private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1); // ours: connections that hang on purpose are cut then

        private readonly Certificates _certificates;
        private readonly ReportStore _store;
        private readonly ReportReceiver _receiver;
        private readonly WebApplication _reports;
        private readonly WebApplication _control;

        /// <summary>Makes it, with new certificates and an empty database.</summary>
        public CollectorServer(CollectorOptions options, TextWriter output, TextWriter error)
        {
            Directory.CreateDirectory(options.Folder);
            _certificates = new Certificates(options.Name);
            AuthorityPath = _certificates.Write(options.Folder);
            _store = new ReportStore(options.Folder);
            Journal = new Journal(output, error);
            Behaviour behaviour = new();
            _receiver = new ReportReceiver(options, _certificates, _store, Journal, behaviour);
            _reports = Make(server => server.Listen(options.Listen, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _receiver.Shake, HandshakeTimeout = HandshakeTimeout });
            }));
            _reports.Services.GetRequiredService<DiagnosticListener>().Subscribe(new BadRequestObserver(_receiver), (name, _, _) => name == BadRequest);
            _reports.Run(_receiver.Serve);
            _control = Make(server => server.Listen(options.Control));
            new ControlApi(_receiver, _store, Journal, behaviour).Map(_control);
        }

        /// <summary>What happened.</summary>
        public Journal Journal { get; }

        /// <summary>Where the authority's certificate is.</summary>
        public string AuthorityPath { get; }

        /// <summary>Begins to listen.</summary>
        /// <exception cref="IOException">A port is taken, or an address is not this machine's.</exception>
        public async Task Start()
        {
            await _reports.StartAsync();
            await _control.StartAsync();
        }

        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            await _reports.DisposeAsync();
            await _control.DisposeAsync();
            _store.Dispose();
            _certificates.Dispose();
        }

        private static WebApplication Make(Action<KestrelServerOptions> listen)
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(server =>
            {
                server.AddServerHeader = false;
                server.Limits.MinResponseDataRate = null;
                listen(server);
            });
            return builder.Build();
        }

        private sealed class BadRequestObserver(ReportReceiver receiver) : IObserver<KeyValuePair<string, object?>>
        {
            // Who goes away in the middle of a request has been killed, and said nothing wrong.
            private const string CutOff = "Unexpected end of request content.";

            public void OnNext(KeyValuePair<string, object?> value)
            {
                if ((value.Value as IFeatureCollection)?.Get<IBadRequestExceptionFeature>()?.Error is Exception error && error.Message != CutOff)
                {
                    receiver.AddBadRequest(error.Message);
                }
            }

            public void OnCompleted()
            {
                // It never ends.
            }

            public void OnError(Exception error)
            {
                // It has none.
            }
        }
    }
}
