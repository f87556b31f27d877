using System.Reflection;

[assembly: AssemblyTitle("Gateway.Texts")]
[assembly: AssemblyDescription("The texts of the status page")]
[assembly: AssemblyProduct("Gateway")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Gateway developers")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
