using System;

namespace nanoFramework.TestFramework
{
    /// <summary>Marks what the device's runner runs before the tests of a class. Here nothing does: a test of the tests forbids it.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public class SetupAttribute : Attribute
    {
    }
}
