using System;

namespace Gateway.Lab
{
    /// <summary>The lab itself does not work: a program is missing, a server does not start.</summary>
    public sealed class LabException(string message) : Exception(message);
}
