using System.Globalization;
using Gateway.Control;
using Gateway.Dns;
using Gateway.Policy;
using Gateway.Time;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>Says what changed in the control plane: once a change, not once a try.</summary>
    internal sealed class ControlLog
    {
        private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

        private readonly RunLog _log;
        private readonly SettingsKeeper _keeper;
        private readonly bool _hasStack;
        private readonly Dictionary<string, ToldName> _names = [];
        private readonly ToldTime _time = new();
        private int _generation;
        private bool? _isEffective;
        private long _effectiveFrom;
        private bool _hasToldStorage;

        /// <summary>Makes it.</summary>
        /// <param name="log">Where to tell.</param>
        /// <param name="keeper">Keeps the settings.</param>
        /// <param name="hasStack">Whether the gateway has a stack of its own: without one, that nobody can be asked is told elsewhere, once.</param>
        public ControlLog(RunLog log, SettingsKeeper keeper, bool hasStack)
        {
            _log = log;
            _keeper = keeper;
            _hasStack = hasStack;
        }

        /// <summary>Looks, and tells.</summary>
        public void Look(ControlPlane plane)
        {
            bool hasChanged = plane.Names.Generation != _generation;
            _generation = plane.Names.Generation;
            if (hasChanged)
            {
                ForgetNames(plane);
            }

            for (int name = 0; name < plane.Names.NameCount; name++)
            {
                LookAtName(plane, name, hasChanged);
            }

            LookAtTime(plane);
            LookAtStartDate(plane);
            LookAtStorage(plane);
        }

        // A name that the settings don't have any more is a new one when it comes back.
        private void ForgetNames(ControlPlane plane)
        {
            IEnumerable<string> names = Enumerable.Range(0, plane.Names.NameCount).Select(plane.NameAt);
            foreach (string gone in _names.Keys.Except(names).ToArray())
            {
                _names.Remove(gone);
            }
        }

        private void LookAtName(ControlPlane plane, int name, bool hasChanged)
        {
            NameResolver names = plane.Names;
            string text = plane.NameAt(name);
            if (!_names.TryGetValue(text, out ToldName? told))
            {
                told = _names[text] = new ToldName();
                hasChanged = true;
            }

            DnsResult result = names.ResultOf(name);
            bool isBack = told.Result > DnsResult.Answer && result == DnsResult.Answer;
            if (hasChanged || isBack)
            {
                string[] addresses = [.. names.MakeRelays([], name, 1).Select(Ipv4Text.Format).Order(StringComparer.Ordinal)];
                string line = string.Join(", ", addresses);
                if (addresses.Length > 0 && (line != told.Addresses || isBack))
                {
                    string kept = result == DnsResult.None ? ", as before the restart" : "";
                    _log.Write("name", $"{text} is {line}{kept}", ("name", text), ("addresses", addresses));
                }

                told.Addresses = line;
            }

            if (result > DnsResult.Answer && result != told.Result && (_hasStack || result != DnsResult.NotSent))
            {
                string cause = CauseOf(result, plane.Settings.DnsServers.Length > 0);
                string rest = told.Addresses.Length > 0 ? $": it stays {told.Addresses}" : "";
                _log.Write("name-failed", $"{text} can't be found out ({cause}){rest}", ("name", text), ("cause", cause));
            }

            told.Result = result == DnsResult.None ? told.Result : result;
        }

        private void LookAtTime(ControlPlane plane)
        {
            NetworkClock clock = plane.Clock;
            string? cause = _time.CauseOf(clock.Counters, out bool isSet);
            if (!clock.UsesServers)
            {
                return;
            }

            bool isKnown = clock.TryGetUtc(out long utcSeconds);
            if (isSet && isKnown)
            {
                _log.Write("time", $"the time is known: {TextOf(utcSeconds)}", ("utc", TextOf(utcSeconds)));
            }
            else if (cause != null && !isKnown && _hasStack)
            {
                _log.Write("time-unknown", $"the time can't be learnt ({cause}): until it is, op25b.effectiveFrom counts as reached", ("cause", cause));
            }
        }

        private void LookAtStartDate(ControlPlane plane)
        {
            Op25bSettings op25b = plane.Settings.Engine.Op25b;
            if (op25b.Mode != Op25bMode.Enforce || op25b.EffectiveFromUtcSeconds == Op25bSettings.EffectiveAtOnce)
            {
                _isEffective = null;
                return;
            }

            bool isEffective = plane.Engine.IsEffective;
            if (isEffective == _isEffective && op25b.EffectiveFromUtcSeconds == _effectiveFrom)
            {
                return;
            }

            _isEffective = isEffective;
            _effectiveFrom = op25b.EffectiveFromUtcSeconds;
            string date = TextOf(op25b.EffectiveFromUtcSeconds);
            if (!isEffective)
            {
                _log.Write("not-in-force", $"blocking is not in force yet: it begins at {date}", ("effectiveFrom", date));
            }
            else
            {
                string why = plane.Clock.TryGetUtc(out long _) ? "" : ", for the time is not known";
                _log.Write("in-force", $"blocking is in force{why}; its date is {date}", ("effectiveFrom", date));
            }
        }

        private void LookAtStorage(ControlPlane plane)
        {
            bool hasFailed = plane.NamesStorage.WriteFailures + plane.FloorStorage.WriteFailures + _keeper.Storage.WriteFailures > 0;
            if (hasFailed && !_hasToldStorage)
            {
                _log.Write("state-failed", "the folder of --state can't be written: a restart will know less");
            }

            _hasToldStorage |= hasFailed;
        }

        private static string CauseOf(DnsResult result, bool hasServers)
        {
            return result switch
            {
                DnsResult.NoAddress => "it has no IPv4 address",
                DnsResult.NameError => "no such name",
                DnsResult.AddressRefused => "its addresses are none that a host of the WAN can have",
                DnsResult.ServerFailure => "server failure",
                DnsResult.Refused => "the servers refuse",
                DnsResult.Timeout => "no answer",
                DnsResult.ConnectionLost => "the connection to the server broke",
                DnsResult.NotSent when !hasServers => "no name server is known: the settings' dns.servers tells some",
                DnsResult.NotSent => "the question can't go out",
                _ => "no answer that makes sense",
            };
        }

        private static string TextOf(long utcSeconds)
        {
            return DateTimeOffset.FromUnixTimeSeconds(utcSeconds).ToString(TimeFormat, CultureInfo.InvariantCulture);
        }
    }
}
