using System;
using System.IO;
using System.Linq;
using System.Text;

namespace Gateway.Lab
{
    /// <summary>The mail that arrived at a server: a Maildir.</summary>
    /// <param name="folder">The Maildir, as the machine sees it.</param>
    public sealed class MailInbox(string folder)
    {
        private readonly string _new = Path.Combine(folder, "new");

        /// <summary>Waits for a message.</summary>
        /// <param name="text">Stands in it: its Message-ID, say.</param>
        /// <returns>All of it, as it was stored.</returns>
        /// <exception cref="LabException">It did not arrive.</exception>
        public byte[] Receive(string text)
        {
            byte[]? message = null;
            Deadline.Require($"a message with '{text}' in {_new}", () => (message = Find(text)) != null);
            return message!;
        }

        /// <summary>Looks for a message.</summary>
        /// <returns>Null where there is none.</returns>
        public byte[]? Find(string text)
        {
            byte[] wanted = Encoding.ASCII.GetBytes(text);
            return !Directory.Exists(_new)
                ? null
                : Directory.GetFiles(_new).Select(File.ReadAllBytes).FirstOrDefault(message => message.AsSpan().IndexOf(wanted) >= 0);
        }
    }
}
