using System.Reflection;

[assembly: AssemblyTitle("Gateway.StatusPage")]
[assembly: AssemblyDescription("The status page: HTTP requests in, pages out")]
[assembly: AssemblyProduct("Gateway")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Gateway developers")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
