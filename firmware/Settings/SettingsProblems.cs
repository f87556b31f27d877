namespace Gateway.Settings
{
    /// <summary>All that is wrong in a settings file, in the file's order. All are counted, the first ones are kept.</summary>
    public sealed class SettingsProblems
    {
        /// <summary>How many are kept. Ours: more than anyone mends at a time; each costs some hundred bytes.</summary>
        public const int MaximumKept = 20;

        private readonly SettingsProblem[] _kept = new SettingsProblem[MaximumKept];

        /// <summary>How many there are.</summary>
        public int Count { get; private set; }

        /// <summary>How many of them are kept.</summary>
        public int KeptCount
        {
            get { return Count < MaximumKept ? Count : MaximumKept; }
        }

        /// <summary>Gives one that is kept, from 0 on.</summary>
        public SettingsProblem this[int index]
        {
            get { return _kept[index]; }
        }

        /// <summary>Takes one more.</summary>
        public void Add(SettingsProblem problem)
        {
            if (Count < MaximumKept)
            {
                _kept[Count] = problem;
            }

            Count++;
        }
    }
}
