using System;

namespace TestFrameworkShared
{
    /// <summary>A failed assertion, which MSTest knows as one by the base class.</summary>
    public class AssertFailedException : Microsoft.VisualStudio.TestTools.UnitTesting.AssertFailedException
    {
        public AssertFailedException()
        {
        }

        public AssertFailedException(string msg)
            : base(msg)
        {
        }

        public AssertFailedException(string msg, Exception ex)
            : base(msg, ex)
        {
        }
    }
}
