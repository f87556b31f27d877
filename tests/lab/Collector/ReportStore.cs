using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Gateway.Collector
{
    /// <summary>All that came, in SQLite: requests as they were, the reports in them, violations.</summary>
    internal sealed class ReportStore : IDisposable
    {
        private const string FileName = "collector.db";

        private const string Schema = """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = OFF;
            CREATE TABLE request (id INTEGER PRIMARY KEY, at TEXT, method TEXT, target TEXT, headers TEXT, body BLOB, answer TEXT);
            CREATE TABLE report (id INTEGER PRIMARY KEY, request INTEGER, position INTEGER, serial TEXT, time INTEGER, accepted INTEGER, parameters TEXT);
            CREATE TABLE violation (id INTEGER PRIMARY KEY, at TEXT, text TEXT);
            """;

        private readonly Lock _lock = new();
        private readonly SqliteConnection _connection;

        /// <summary>Makes the database anew.</summary>
        /// <param name="folder">Takes it.</param>
        public ReportStore(string folder)
        {
            string path = Path.Combine(folder, FileName);
            foreach (string file in (string[])[path, path + "-wal", path + "-shm"])
            {
                File.Delete(file);
            }

            _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            _connection.Open();
            Execute(Schema);
        }

        /// <summary>Stores a request that brought reports.</summary>
        /// <param name="request">The request. Authorization is left out.</param>
        /// <param name="reports">What it brought.</param>
        /// <param name="answer">How it was answered.</param>
        /// <param name="isAccepted">Whether the gateway may forget them.</param>
        public void Add(RequestFacts request, IReadOnlyList<Report> reports, string answer, bool isAccepted)
        {
            lock (_lock)
            {
                using SqliteTransaction transaction = _connection.BeginTransaction();
                string headers = string.Concat(request.Headers
                    .Where(header => !header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                    .Select(header => $"{header.Key}: {header.Value}\n"));
                long id = Execute(
                    "INSERT INTO request (at, method, target, headers, body, answer) VALUES ($0, $1, $2, $3, $4, $5) RETURNING id",
                    Format(request.At), request.Method, request.Target, headers, request.Body, answer);
                for (int i = 0; i < reports.Count; i++)
                {
                    Report report = reports[i];
                    Execute(
                        "INSERT INTO report (request, position, serial, time, accepted, parameters) VALUES ($0, $1, $2, $3, $4, $5)",
                        id, i, report.Find(ParameterList.SerialNumber)?.Text ?? "", report.CollectionTimeS, isAccepted ? 1 : 0, Text(report));
                }

                transaction.Commit();
            }
        }

        /// <summary>Stores a violation.</summary>
        public void AddViolation(DateTimeOffset at, string text)
        {
            lock (_lock)
            {
                Execute("INSERT INTO violation (at, text) VALUES ($0, $1)", Format(at), text);
            }
        }

        /// <summary>A query's rows, a JSON object each.</summary>
        public IReadOnlyList<Dictionary<string, object?>> Query(string sql, params object[] arguments)
        {
            lock (_lock)
            {
                using SqliteCommand command = Make(sql, arguments);
                using SqliteDataReader reader = command.ExecuteReader();
                List<Dictionary<string, object?>> rows = [];
                while (reader.Read())
                {
                    Dictionary<string, object?> row = [];
                    for (int i = 0; i < reader.FieldCount; i++)
                    {
                        row[reader.GetName(i)] = reader.IsDBNull(i) ? null : reader.GetValue(i);
                    }

                    rows.Add(row);
                }

                return rows;
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _connection.Dispose();
        }

        private static string Format(DateTimeOffset at)
        {
            return at.ToString("O", CultureInfo.InvariantCulture);
        }

        // Numbers stay as they were written: SQLite's own end at 63 bits.
        private static string Text(Report report)
        {
            using MemoryStream stream = new();
            using (Utf8JsonWriter writer = new(stream))
            {
                writer.WriteStartObject();
                foreach ((string name, ReportedValue value) in report.Values)
                {
                    writer.WritePropertyName(name);
                    if (value.IsInteger)
                    {
                        writer.WriteRawValue(value.Text);
                    }
                    else
                    {
                        writer.WriteStringValue(value.Text);
                    }
                }

                writer.WriteEndObject();
            }

            return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        }

        private long Execute(string sql, params object[] arguments)
        {
            using SqliteCommand command = Make(sql, arguments);
            return command.ExecuteScalar() is long id ? id : 0;
        }

        private SqliteCommand Make(string sql, object[] arguments)
        {
            SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // no caller puts anything but its own constants there
            command.CommandText = sql;
#pragma warning restore CA2100
            for (int i = 0; i < arguments.Length; i++)
            {
                command.Parameters.AddWithValue($"${i}", arguments[i]);
            }

            return command;
        }
    }
}
