using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Marks a test, for MSTest by the base class.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public class TestMethodAttribute : Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute
    {
        // MSTest would take the place of this constructor for the test's; it finds the test's in the symbols when it knows none.
        public TestMethodAttribute()
            : base(string.Empty, -1)
        {
        }
    }
}
