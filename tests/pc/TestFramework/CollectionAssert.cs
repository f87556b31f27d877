using System.Collections;

namespace nanoFramework.TestFramework
{
    /// <summary>Assertions about collections.</summary>
    public sealed class CollectionAssert
    {
        public static void AreEqual(ICollection expected, ICollection actual, string message = "")
        {
            Assert.Check(FindDifference(expected, actual) == null, "CollectionAssert.AreEqual", FindDifference(expected, actual), message);
        }

        public static void AreNotEqual(ICollection notExpected, ICollection actual, string message = "")
        {
            Assert.Check(FindDifference(notExpected, actual) != null, "CollectionAssert.AreNotEqual", "the same elements", message);
        }

        public static void Empty(ICollection collection, string message = "")
        {
            Assert.Check(collection != null && collection.Count == 0, "CollectionAssert.Empty", "not empty", message);
        }

        public static void NotEmpty(ICollection collection, string message = "")
        {
            Assert.Check(collection != null && collection.Count != 0, "CollectionAssert.NotEmpty", "empty", message);
        }

        private static string FindDifference(ICollection expected, ICollection actual)
        {
            if (ReferenceEquals(expected, actual))
            {
                return null;
            }

            if (expected == null || actual == null)
            {
                return "one is null";
            }

            if (expected.Count != actual.Count)
            {
                return "expected " + expected.Count + " elements, actual " + actual.Count;
            }

            IEnumerator actualElements = actual.GetEnumerator();
            int index = 0;
            foreach (object element in expected)
            {
                actualElements.MoveNext();
                if (!Equals(element, actualElements.Current))
                {
                    return "element " + index + ": " + Assert.Pair(element, actualElements.Current);
                }

                index++;
            }

            return null;
        }
    }
}
