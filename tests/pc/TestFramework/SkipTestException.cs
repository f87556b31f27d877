using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework
{
    /// <summary>A test that skips itself, which MSTest reports as skipped by the base class.</summary>
    public class SkipTestException : AssertInconclusiveException
    {
        public SkipTestException(string message = null, Exception innerException = null)
            : base(message ?? "Skipped.", innerException)
        {
        }
    }
}
