using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Reports
{
    /// <summary>The search for traces of the household finds them.</summary>
    [TestClass]
    public sealed class TracesTests
    {
        [TestMethod]
        [DataRow("192.168.1.100", "a 192.168.1.100 b")]
        [DataRow("192.168.1.100", "\"x\":3232235876,")]
        [DataRow("192.168.1.100", "\"x\":-1062731420,")]
        [DataRow("192.168.1.100", "\"x\":1677830336,")]
        [DataRow("192.168.1.100", "C0A80164")]
        [DataRow("02:00:5e:7f:31:d9", "02:00:5E:7F:31:D9")]
        [DataRow("02:00:5e:7f:31:d9", "02-00-5e-7f-31-d9")]
        [DataRow("02:00:5e:7f:31:d9", "02.00.5e.7f.31.d9")]
        [DataRow("02:00:5e:7f:31:d9", "0200.5e7f.31d9")]
        [DataRow("02:00:5e:7f:31:d9", "\"sn\":\"02005e7f31d9\"")]
        [DataRow("02:00:5e:7f:31:d9", "\"x\":2200608649689}")]
        public void A_trace_would_be_found(string what, string text)
        {
            IEnumerable<string> traces = what.Contains(':', StringComparison.Ordinal) ? Traces.OfCard(what) : Traces.OfAddress(what);

            Assert.IsTrue(traces.Any(trace => text.Contains(trace, StringComparison.OrdinalIgnoreCase)), string.Join(' ', traces));
        }
    }
}
