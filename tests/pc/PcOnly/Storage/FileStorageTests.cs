using System;
using System.IO;
using System.Linq;
using Gateway.Boards.Linux.Running;
using Gateway.Storage;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Storage
{
    /// <summary>The PC's storage: files of a folder, written in place.</summary>
    [TestClass]
    public sealed class FileStorageTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("gateway-storage-").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(100_000)]
        public void A_record_is_read_as_it_was_written(int length)
        {
            byte[] bytes = new byte[length];
            Random.Shared.NextBytes(bytes);
            byte[] buffer = new byte[length];

            Assert.IsTrue(new FileStorage(_folder).Write("relays.0", bytes, length));
            Assert.AreEqual(length, new FileStorage(_folder).Read("relays.0", buffer));
            CollectionAssert.AreEqual(bytes, buffer);
        }

        [TestMethod]
        public void A_shorter_record_over_a_longer_one_is_as_long_as_itself()
        {
            FileStorage storage = new(_folder);
            storage.Write("relays.0", new byte[50], 50);

            Assert.IsTrue(storage.Write("relays.0", [1, 2, 3, 4], 3));
            CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, File.ReadAllBytes(Path.Combine(_folder, "relays.0")));
        }

        // A reader that had it open before sees the new bytes: it is the same file, and no other has its name now.
        [TestMethod]
        public void A_record_is_written_in_place()
        {
            FileStorage storage = new(_folder);
            storage.Write("relays.0", [1, 1], 2);
            using FileStream before = new(Path.Combine(_folder, "relays.0"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            storage.Write("relays.0", [2, 2], 2);

            Assert.AreEqual(2, before.ReadByte());
            Assert.AreEqual("relays.0", string.Join(' ', Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName)));
        }

        [TestMethod]
        public void A_folder_that_is_missing_holds_nothing_and_is_made_on_the_first_write()
        {
            FileStorage storage = new(Path.Combine(_folder, "a", "b"));

            Assert.AreEqual(0, storage.Read("relays.0", new byte[10]));
            Assert.IsFalse(Directory.Exists(Path.Combine(_folder, "a")));
            Assert.IsTrue(storage.Write("relays.0", new byte[10], 10));
            Assert.AreEqual(10, storage.Read("relays.0", new byte[10]));
        }

        // A password may be among them.
        [TestMethod]
        public void Only_the_owner_may_read_records()
        {
            FileStorage storage = new(Path.Combine(_folder, "a"));
            storage.Write("relays.0", new byte[10], 10);
            if (OperatingSystem.IsWindows())
            {
                Assert.Inconclusive("Skipped: no such modes here.");
                return;
            }

            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "a", "relays.0")));
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_folder, "a")));
        }

        [TestMethod]
        public void A_record_that_is_missing_is_none_and_one_that_is_too_long_can_t_be_read()
        {
            FileStorage storage = new(_folder);
            storage.Write("relays.0", new byte[11], 11);

            Assert.AreEqual(0, storage.Read("relays.1", new byte[10]));
            Assert.AreEqual(-1, storage.Read("relays.0", new byte[10]));
            Assert.AreEqual(11, storage.Read("relays.0", new byte[11]));
        }

        [TestMethod]
        [DataRow("")]
        [DataRow(".")]
        [DataRow("..")]
        [DataRow(".hidden")]
        [DataRow("../relays.0")]
        [DataRow("/etc/passwd")]
        [DataRow("a/b")]
        [DataRow("a\\b")]
        [DataRow("a\0b")]
        [DataRow("Relays.0")]
        [DataRow("relays-0")]
        [DataRow("0relays")]
        [DataRow("relays.0\n")]
        [DataRow("thirteenchars")]
        [DataRow("relays\u00e4")]
        public void What_is_no_name_is_neither_read_nor_written(string name)
        {
            FileStorage storage = new(Path.Combine(_folder, "a"));
            Directory.CreateDirectory(Path.Combine(_folder, "a"));
            File.WriteAllBytes(Path.Combine(_folder, "relays.0"), new byte[5]);

            Assert.AreEqual(-1, storage.Read(name, new byte[100_000]));
            Assert.IsFalse(storage.Write(name, new byte[10], 10));
            Assert.IsEmpty(Directory.GetFileSystemEntries(Path.Combine(_folder, "a")));
        }

        // What an administrator's mistake may leave in a record's or the folder's place.
        [TestMethod]
        public void A_folder_in_a_record_s_place_and_a_file_in_the_folder_s_are_failures()
        {
            FileStorage storage = new(_folder);
            Directory.CreateDirectory(Path.Combine(_folder, "relays.0"));
            Assert.AreEqual(-1, storage.Read("relays.0", new byte[10]));
            Assert.IsFalse(storage.Write("relays.0", new byte[10], 10));

            File.WriteAllBytes(Path.Combine(_folder, "file"), new byte[5]);
            FileStorage inFile = new(Path.Combine(_folder, "file"));
            Assert.IsLessThanOrEqualTo(0, inFile.Read("relays.0", new byte[10]));
            Assert.IsFalse(inFile.Write("relays.0", new byte[10], 10));
        }

        // The kernel's device for this: every write finds no space.
        [TestMethod]
        public void A_disk_without_space_fails_and_the_other_slot_stays()
        {
            if (!File.Exists("/dev/full"))
            {
                Assert.Inconclusive("Skipped: no /dev/full here.");
            }

            TwoSlotRecord record = new(new FileStorage(_folder), "relays", 10);
            Assert.IsTrue(record.Save([1], 1));
            File.CreateSymbolicLink(Path.Combine(_folder, "relays.1"), "/dev/full");

            Assert.IsFalse(record.Save([2], 1));
            Assert.AreEqual(1, record.Counters.WriteFailures);
            byte[] into = new byte[10];
            Assert.AreEqual(1, record.Load(into));
            Assert.AreEqual(1, into[0]);
        }
    }
}
