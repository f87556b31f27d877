using System.Globalization;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>
    /// Names for the lab's namespaces, so that other programs find them: links in /run/netns, where ip looks. They hold no
    /// namespace: when the lab's process ends, however it ends, the namespaces end too, and only links to nowhere may be left.
    /// Those the next lab removes.
    /// </summary>
    internal sealed class NamespaceLinks : IDisposable
    {
        /// <summary>Where ip looks for namespaces (ip-netns(8)).</summary>
        public const string DefaultFolder = "/run/netns";

        private const string Prefix = "gwlab-";

        private readonly List<string> _links = [];

        /// <summary>Makes links, as far as this user may.</summary>
        /// <param name="folder">Where.</param>
        /// <param name="namespaces">Name and file of each.</param>
        public NamespaceLinks(string folder, IReadOnlyList<(string Name, string Path)> namespaces)
        {
            if (namespaces.Count == 0)
            {
                return;
            }

            try
            {
                Directory.CreateDirectory(folder);
                foreach ((string name, string path) in namespaces)
                {
                    string link = Path.Combine(folder, NameOf(Environment.ProcessId, name));
                    File.Delete(link);
                    File.CreateSymbolicLink(link, path);
                    _links.Add(link);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Dispose(); // all or none
            }
        }

        /// <summary>Whether they could be made.</summary>
        public bool AreMade => _links.Count > 0;

        /// <summary>A namespace's name.</summary>
        public static string NameOf(int processId, string host)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{processId}-{host}");
        }

        /// <summary>Removes what labs left that were killed.</summary>
        /// <returns>How many links it removed.</returns>
        public static int RemoveStale(string folder)
        {
            int removed = 0;
            try
            {
                foreach (string link in Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder, $"{Prefix}*") : [])
                {
                    // A link of ours whose thread is gone leads nowhere; anything else with such a name is not ours to remove.
                    if (new FileInfo(link).LinkTarget is string target && !File.Exists(target))
                    {
                        File.Delete(link);
                        removed++;
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Then they stay: they stand in nobody's way.
            }

            return removed;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (string link in _links)
            {
                File.Delete(link);
            }

            _links.Clear();
        }
    }
}
