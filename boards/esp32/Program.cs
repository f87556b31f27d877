using System;

namespace Gateway.Boards.Esp32
{
    /// <summary>
    /// The start of the device application. For now: version, settings and a self-test of the engine, in the log. It needs
    /// nothing but CoreLibrary, so it runs on any device and in the emulator as it is; the packet devices come later.
    /// </summary>
    public static class Program
    {
        /// <summary>Starts the gateway.</summary>
        public static void Main()
        {
            Console.WriteLine("Gateway " + typeof(Program).Assembly.GetName().Version.ToString());
            Console.WriteLine("settings: none on this board yet, the self-test brings its own");
            try
            {
                new SelfTest().Run();
            }
            catch (Exception e)
            {
                // Whatever it is, the log must tell: there is no other sign of life yet.
                Console.WriteLine("self-test: FAILED, " + e.GetType().FullName + ": " + e.Message);
            }
        }
    }
}
