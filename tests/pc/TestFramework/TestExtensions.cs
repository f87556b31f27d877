using System;
using System.Linq;

namespace nanoFramework.TestFramework
{
    /// <summary>Comparisons for tests.</summary>
    public static class TestExtensions
    {
        public static bool SequenceEqual(this Array a, Array b)
        {
            return a == null || b == null ? a == b : a.Cast<object>().SequenceEqual(b.Cast<object>());
        }
    }
}
