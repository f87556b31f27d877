using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework
{
    /// <summary>One row of a test's table, which MSTest reads as a source of data.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public class DataRowAttribute : Attribute, ITestDataSource
    {
        public DataRowAttribute(params object[] methodParameters)
        {
            MethodParameters = methodParameters;
        }

        public object[] MethodParameters { get; }

        IEnumerable<object[]> ITestDataSource.GetData(MethodInfo methodInfo)
        {
            return new[] { MethodParameters };
        }

        string ITestDataSource.GetDisplayName(MethodInfo methodInfo, object[] data)
        {
            return methodInfo.Name + " (" + string.Join(", ", data.Select(Show)) + ")";
        }

        // Addresses are written as hexadecimal numbers in the tests, and most numbers without a sign are addresses.
        private static string Show(object value)
        {
            return value switch
            {
                uint number => "0x" + number.ToString("X8", CultureInfo.InvariantCulture),
                string text => "\"" + text + "\"",
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            };
        }
    }
}
