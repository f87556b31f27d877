using System.Reflection;

[assembly: AssemblyTitle("NFUnitTest")]
[assembly: AssemblyDescription("The tests for PC and device alike")]
[assembly: AssemblyProduct("Gateway")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Gateway developers")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
