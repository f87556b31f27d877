using System.Linq;

namespace nanoFramework.TestFramework
{
    /// <summary>What the device's test launcher uses of the library.</summary>
    public static class Helper
    {
        /// <summary>Leaves out a test's TestMethod where it has rows of data, each of which is a test.</summary>
        public static object[] RemoveTestMethodIfDataRowExists(object[] attribs)
        {
            return attribs.Any(a => a is DataRowAttribute) ? attribs.Where(a => a is not TestMethodAttribute).ToArray() : attribs;
        }
    }
}
