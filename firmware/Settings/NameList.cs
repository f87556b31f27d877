using System;

namespace Gateway.Settings
{
    /// <summary>Host names of a list in settings, each once whatever its letters' case (RFC 1035 §2.3.3).</summary>
    internal sealed class NameList
    {
        private readonly string[] _names;
        private readonly string[] _lower;
        private int _count;

        /// <summary>Makes an empty list.</summary>
        /// <param name="maximum">The most names.</param>
        public NameList(int maximum)
        {
            _names = new string[maximum];
            _lower = new string[maximum];
        }

        /// <summary>Adds a name, or refuses one that is there, the cursor standing on it.</summary>
        public void Add(SettingsCursor cursor, string name)
        {
            string lower = name.ToLower();
            for (int i = 0; i < _count; i++)
            {
                if (_lower[i] == lower)
                {
                    cursor.RefuseShown(SettingsCursor.Repeated);
                    return;
                }
            }

            _lower[_count] = lower;
            _names[_count++] = name;
        }

        /// <summary>Gives the names.</summary>
        public string[] ToArray()
        {
            var names = new string[_count];
            Array.Copy(_names, names, _count);
            return names;
        }
    }
}
