using System;
using System.Collections;
using System.Globalization;
using TestFrameworkShared;

namespace nanoFramework.TestFramework
{
    /// <summary>
    /// The assertions of the device's library, with its signatures and its meaning (types are compared exactly, base types do
    /// not count), reported to MSTest.
    /// </summary>
    public sealed class Assert
    {
        public static void AreEqual(bool expected, bool actual, string message = "") => Check(expected == actual, "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(byte expected, byte actual, string message = "") => Check(expected == actual, "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(char expected, char actual, string message = "") => Check(expected == actual, "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(DateTime expected, DateTime actual, string message = "") => Check(expected.Equals(actual), "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(double expected, double actual, string message = "") => Check(expected.Equals(actual), "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(float expected, float actual, string message = "") => Check(expected.Equals(actual), "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(int expected, int actual, string message = "") => Check(expected == actual, "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(long expected, long actual, string message = "") => Check(expected == actual, "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(object expected, object actual, string message = "") => Check(Equals(expected, actual), "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(sbyte expected, sbyte actual, string message = "") => Check(expected == actual, "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(short expected, short actual, string message = "") => Check(expected == actual, "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(string expected, string actual, string message = "") => Check(Equals(expected, actual), "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(uint expected, uint actual, string message = "") => Check(expected == actual, "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(ulong expected, ulong actual, string message = "") => Check(expected == actual, "AreEqual", Pair(expected, actual), message);

        public static void AreEqual(ushort expected, ushort actual, string message = "") => Check(expected == actual, "AreEqual", Pair(expected, actual), message);

        public static void AreNotEqual(bool notExpected, bool actual, string message = "") => Check(notExpected != actual, "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(byte notExpected, byte actual, string message = "") => Check(notExpected != actual, "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(char notExpected, char actual, string message = "") => Check(notExpected != actual, "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(DateTime notExpected, DateTime actual, string message = "") => Check(!notExpected.Equals(actual), "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(double notExpected, double actual, string message = "") => Check(!notExpected.Equals(actual), "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(float notExpected, float actual, string message = "") => Check(!notExpected.Equals(actual), "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(long notExpected, long actual, string message = "") => Check(notExpected != actual, "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(int notExpected, int actual, string message = "") => Check(notExpected != actual, "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(object notExpected, object actual, string message = "") => Check(!Equals(notExpected, actual), "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(sbyte notExpected, sbyte actual, string message = "") => Check(notExpected != actual, "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(short notExpected, short actual, string message = "") => Check(notExpected != actual, "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(string notExpected, string actual, string message = "") => Check(!Equals(notExpected, actual), "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(uint notExpected, uint actual, string message = "") => Check(notExpected != actual, "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(ulong notExpected, ulong actual, string message = "") => Check(notExpected != actual, "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotEqual(ushort notExpected, ushort actual, string message = "") => Check(notExpected != actual, "AreNotEqual", Pair(notExpected, actual), message);

        public static void AreNotSame(object notExpected, object actual, string message = "") => Check(!ReferenceEquals(notExpected, actual), "AreNotSame", "the same object", message);

        public static void AreSame(object expected, object actual, string message = "") => Check(ReferenceEquals(expected, actual), "AreSame", Pair(expected, actual), message);

        public static void Contains(string expected, string value, string message = "") => Check(value.Contains(expected, StringComparison.Ordinal), "Contains", Pair(expected, value), message);

        public static void DoesNotContains(string notExpected, string value, string message = "") => Check(!value.Contains(notExpected, StringComparison.Ordinal), "DoesNotContains", Pair(notExpected, value), message);

        public static void EndsWith(string expected, string value, string message = "") => Check(value.EndsWith(expected, StringComparison.Ordinal), "EndsWith", Pair(expected, value), message);

        public static void IsFalse(bool condition, string message = "") => Check(!condition, "IsFalse", "is true", message);

        public static void IsInstanceOfType(object value, Type expected, string message = "") => Check(value != null && value.GetType() == expected, "IsInstanceOfType", Pair(expected, value?.GetType()), message);

        public static void IsNotInstanceOfType(object value, Type notExpected, string message = "") => Check(value == null || value.GetType() != notExpected, "IsNotInstanceOfType", Show(notExpected), message);

        public static void IsNotNull(object value, string message = "") => Check(value != null, "IsNotNull", "is null", message);

        public static void IsNull(object value, string message = "") => Check(value == null, "IsNull", Show(value), message);

        public static void IsTrue(bool condition, string message = "") => Check(condition, "IsTrue", "is false", message);

        public static void SkipTest(string message = null) => throw new SkipTestException(message);

        public static void StartsWith(string expected, string value, string message = "") => Check(value.StartsWith(expected, StringComparison.Ordinal), "StartsWith", Pair(expected, value), message);

        // The device's library has these for tests of old; obsolete there too.

        [Obsolete("Use CollectionAssert.Empty.")]
        public static void Empty(ICollection collection, string message = "") => CollectionAssert.Empty(collection, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(Array expected, Array actual, string message = "") => CollectionAssert.AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(bool expected, bool actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(byte expected, byte actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(char expected, char actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(DateTime expected, DateTime actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(double expected, double actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(float expected, float actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(int expected, int actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(long expected, long actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(sbyte expected, sbyte actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(short expected, short actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(string expected, string actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(uint expected, uint actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(ulong expected, ulong actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use AreEqual.")]
        public static void Equal(ushort expected, ushort actual, string message = "") => AreEqual(expected, actual, message);

        [Obsolete("Use IsFalse.")]
        public static void False(bool condition, string message = "") => IsFalse(condition, message);

        [Obsolete("Use IsNotInstanceOfType.")]
        public static void IsNotType(Type wrongType, object value, string message = "") => IsNotInstanceOfType(value, wrongType, message);

        [Obsolete("Use IsInstanceOfType.")]
        public static void IsType(Type expectedType, object value, string message = "") => IsInstanceOfType(value, expectedType, message);

        [Obsolete("Use CollectionAssert.NotEmpty.")]
        public static void NotEmpty(ICollection collection, string message = "") => CollectionAssert.NotEmpty(collection, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(Array notExpected, Array actual, string message = "") => CollectionAssert.AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(bool notExpected, bool actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(byte notExpected, byte actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(char notExpected, char actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(DateTime notExpected, DateTime actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(double notExpected, double actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(float notExpected, float actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(int notExpected, int actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(long notExpected, long actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(sbyte notExpected, sbyte actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(short notExpected, short actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(string notExpected, string actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(uint notExpected, uint actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(ulong notExpected, ulong actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use AreNotEqual.")]
        public static void NotEqual(ushort notExpected, ushort actual, string message = "") => AreNotEqual(notExpected, actual, message);

        [Obsolete("Use IsNotNull.")]
        public static void NotNull(object value, string message = "") => IsNotNull(value, message);

        [Obsolete("Use AreNotSame.")]
        public static void NotSame(object notExpected, object actual, string message = "") => AreNotSame(notExpected, actual, message);

        [Obsolete("Use IsNull.")]
        public static void Null(object value, string message = "") => IsNull(value, message);

        [Obsolete("Use AreSame.")]
        public static void Same(object expected, object actual, string message = "") => AreSame(expected, actual, message);

        [Obsolete("Use ThrowsException.")]
        public static void Throws(Type exceptionType, Action action, string message = "") => ThrowsException(exceptionType, action, message);

        [Obsolete("Use IsTrue.")]
        public static void True(bool condition, string message = "") => IsTrue(condition, message);

        public static void ThrowsException(Type exception, Action action, string message = "")
        {
            Exception caught = null;
            try
            {
                action();
            }
            catch (Exception thrown)
            {
                caught = thrown;
            }

            Check(caught != null && caught.GetType() == exception, "ThrowsException", Pair(exception, caught?.GetType()), message);
        }

        // The device's adapter drops a result whose message holds a comma: a test that could write one fails here at once.
        internal static void Check(bool holds, string assertion, string found, string message)
        {
            if (message != null && message.Contains(',', StringComparison.Ordinal))
            {
                throw new AssertFailedException("The message of a test holds a comma, which the device's adapter can't take: " + message);
            }

            if (!holds)
            {
                throw new AssertFailedException(assertion + " failed: " + found + (string.IsNullOrEmpty(message) ? string.Empty : ". " + message));
            }
        }

        internal static string Pair(object expected, object actual)
        {
            return "expected " + Show(expected) + ", actual " + Show(actual);
        }

        private static string Show(object value)
        {
            return value switch
            {
                null => "null",
                string text => "\"" + text + "\"",
                uint number => number.ToString(CultureInfo.InvariantCulture) + " (0x" + number.ToString("X8", CultureInfo.InvariantCulture) + ")",
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            };
        }
    }
}
