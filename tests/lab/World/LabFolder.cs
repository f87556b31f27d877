using System;
using System.IO;

namespace Gateway.Lab
{
    /// <summary>Where the lab's files are.</summary>
    public static class LabFolder
    {
        private const string RootVariable = "GATEWAY_LAB"; // enter.sh sets it, in the lab's own namespaces only
        private const string WorldVariable = "GATEWAY_LAB_WORLD"; // its name: there may be several at a time
        private const string Work = "artifacts/lab";

        /// <summary>Whether this process is in the lab's own namespaces; elsewhere nothing is built.</summary>
        public static bool IsInside => Environment.GetEnvironmentVariable(RootVariable) != null;

        /// <summary>A path of the checkout.</summary>
        public static string InCheckout(string path)
        {
            return Path.Combine(Environment.GetEnvironmentVariable(RootVariable)!, path);
        }

        /// <summary>A path of what all worlds share.</summary>
        public static string InWork(string path)
        {
            return Path.Combine(InCheckout(Work), path);
        }

        /// <summary>A path of what this world makes.</summary>
        public static string InWorld(string path)
        {
            return Path.Combine(InWork(Environment.GetEnvironmentVariable(WorldVariable)!), path);
        }
    }
}
