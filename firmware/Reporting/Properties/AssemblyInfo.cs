using System.Reflection;

[assembly: AssemblyTitle("Gateway.Reporting")]
[assembly: AssemblyDescription("Counters, reports to the ISP, and what is kept of them")]
[assembly: AssemblyProduct("Gateway")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Gateway developers")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
