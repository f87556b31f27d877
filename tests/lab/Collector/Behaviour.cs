using System.Text.Json;

namespace Gateway.Collector
{
    /// <summary>How the collector behaves until it is told otherwise, and how often that has met somebody.</summary>
    internal sealed class Behaviour
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<Misbehaviour, int> _met = [];
        private Misbehaviour _now;
        private int _times;

        /// <summary>For <see cref="Misbehaviour.BusySeconds"/> and <see cref="Misbehaviour.BusyDate"/>.</summary>
        public int RetryAfterS { get; private set; }

        /// <summary>Whether it stands in a TLS handshake, and not in an answer.</summary>
        public static bool IsOfHandshake(Misbehaviour misbehaviour)
        {
            return misbehaviour is Misbehaviour.HangInHandshake or Misbehaviour.WrongAuthority or Misbehaviour.Expired or Misbehaviour.WrongName;
        }

        /// <summary>As commands write it: close-in-answer.</summary>
        public static string NameOf(Misbehaviour misbehaviour)
        {
            return JsonNamingPolicy.KebabCaseLower.ConvertName(misbehaviour.ToString());
        }

        /// <summary>Changes it.</summary>
        /// <param name="misbehaviour">How.</param>
        /// <param name="times">For how many connections or requests; then well again.</param>
        /// <param name="retryAfterS">What Retry-After says.</param>
        public void Set(Misbehaviour misbehaviour, int times, int retryAfterS)
        {
            lock (_lock)
            {
                _now = misbehaviour;
                _times = times;
                RetryAfterS = retryAfterS;
            }
        }

        /// <summary>Takes one turn of it, for a handshake or for an answer.</summary>
        public Misbehaviour Meet(bool isHandshake)
        {
            lock (_lock)
            {
                if (IsOfHandshake(_now) != isHandshake || _times == 0)
                {
                    return Misbehaviour.Well;
                }

                _times--;
                _met[_now] = _met.GetValueOrDefault(_now) + 1;
                return _now;
            }
        }

        /// <summary>How often each has met somebody, by name.</summary>
        public IReadOnlyDictionary<string, int> Met()
        {
            lock (_lock)
            {
                return _met.ToDictionary(pair => NameOf(pair.Key), pair => pair.Value);
            }
        }
    }
}
