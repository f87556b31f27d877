using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Writes to a test's output, which MSTest collects from the console.</summary>
    public static class OutputHelper
    {
        public static void Write(string message)
        {
            Console.Write(message);
        }

        public static void WriteLine(string message)
        {
            Console.WriteLine(message);
        }
    }
}
