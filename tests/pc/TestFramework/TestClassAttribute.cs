using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Marks a class of tests, for MSTest by the base class.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public class TestClassAttribute : Microsoft.VisualStudio.TestTools.UnitTesting.TestClassAttribute
    {
        public virtual TestMethodAttribute GetTestMethodAttribute(TestMethodAttribute testMethodAttribute)
        {
            return testMethodAttribute;
        }
    }
}
