using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Device = nanoFramework.TestFramework;

namespace Gateway.PcTests.Project
{
    /// <summary>Holds the shared tests against what the device's test runner can run, which is less than MSTest can.</summary>
    [TestClass]
    public class SharedTestTests
    {
        private const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

        // Anything else ends the whole run on the device.
        private static readonly Type[] RowTypes =
        [
            typeof(bool), typeof(char), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint),
            typeof(long), typeof(ulong), typeof(double), typeof(string),
        ];

        private static IEnumerable<Type> Classes
        {
            get
            {
                return typeof(Gateway.Tests.Support.ManualClock).Assembly.GetTypes().Where(t => t.IsDefined(typeof(Device.TestClassAttribute)));
            }
        }

        private static IEnumerable<MethodInfo> Methods
        {
            get { return Classes.SelectMany(c => c.GetMethods(Declared)); }
        }

        [TestMethod]
        public void A_test_class_is_public_and_not_nested()
        {
            HoldsNone(Classes.Where(c => !c.IsPublic || c.IsAbstract || c.IsGenericType).Select(c => c.FullName));
        }

        // The runner calls test methods with this == null.
        [TestMethod]
        public void A_test_class_has_no_state_and_no_helper_that_needs_an_instance()
        {
            HoldsNone(Classes.SelectMany(c => c.GetFields(Declared)).Where(f => !f.IsStatic).Select(f => Name(f)));
            HoldsNone(Classes.SelectMany(c => c.GetProperties(Declared)).Where(p => !(p.GetMethod ?? p.SetMethod).IsStatic).Select(p => Name(p)));
            HoldsNone(Methods.Where(m => !m.IsStatic && !m.IsSpecialName && !m.IsDefined(typeof(Device.TestMethodAttribute))).Select(m => Name(m)));
        }

        [TestMethod]
        public void A_test_class_sets_nothing_up_and_nothing_down()
        {
            HoldsNone(Methods.Where(m => m.IsDefined(typeof(Device.SetupAttribute)) || m.IsDefined(typeof(Device.CleanupAttribute))).Select(m => Name(m)));
        }

        [TestMethod]
        public void A_test_is_a_plain_method()
        {
            HoldsNone(Tests().Where(m => !m.IsPublic || m.IsStatic || m.IsGenericMethod || m.ReturnType != typeof(void)).Select(m => Name(m)));
        }

        [TestMethod]
        public void A_test_has_rows_when_and_only_when_it_has_parameters()
        {
            HoldsNone(Methods.Where(m => Rows(m).Any() && !m.IsDefined(typeof(Device.TestMethodAttribute))).Select(m => Name(m)));
            HoldsNone(Tests().Where(m => Rows(m).Any() != (m.GetParameters().Length > 0)).Select(m => Name(m)));
        }

        // Exactly: whether the device would widen an int to a long is not worth finding out.
        [TestMethod]
        public void A_row_has_the_parameters_types_and_only_such_as_the_device_takes()
        {
            HoldsNone(Tests().Where(m => Rows(m).Any(row => !row.Select(v => v?.GetType()).SequenceEqual(m.GetParameters().Select(p => p.ParameterType))))
                .Select(m => Name(m)));
            HoldsNone(Tests().Where(m => m.GetParameters().Any(p => !RowTypes.Contains(p.ParameterType))).Select(m => Name(m)));
        }

        private static IEnumerable<MethodInfo> Tests()
        {
            return Methods.Where(m => m.IsDefined(typeof(Device.TestMethodAttribute)));
        }

        private static IEnumerable<object[]> Rows(MethodInfo method)
        {
            return method.GetCustomAttributes<Device.DataRowAttribute>().Select(row => row.MethodParameters);
        }

        private static string Name(MemberInfo member)
        {
            return member.DeclaringType.FullName + "." + member.Name;
        }

        private static void HoldsNone(IEnumerable<string> offenders)
        {
            Assert.AreEqual(string.Empty, string.Join('\n', offenders));
        }
    }
}
