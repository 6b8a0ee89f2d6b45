using Npgsql;
using NpgsqlTypes;

namespace Orchestrator.Benchmarks.Engine;

/// <summary>One prepared statement with <c>unnest</c> for all rows of a batch.</summary>
internal sealed class RawPostgresWriter : RawWriter
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand insert;
    private readonly List<string> ids = [];
    private readonly List<byte[]> states = [];
    private readonly List<string> journalIds = [];
    private readonly List<long> sequences = [];
    private readonly List<string> journals = [];
    private readonly byte[] state;
    private readonly string journal;

    private RawPostgresWriter(NpgsqlConnection connection, NpgsqlCommand insert, CommitShape shape) : base(shape)
    {
        this.connection = connection;
        this.insert = insert;
        state = new byte[shape.StateBytes];
        journal = new string('j', shape.JournalRowBytes);
        insert.Parameters.Add(new NpgsqlParameter<List<string>> { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        insert.Parameters.Add(new NpgsqlParameter<List<byte[]>> { TypedValue = states, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        insert.Parameters.Add(new NpgsqlParameter<List<string>> { TypedValue = journalIds, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        insert.Parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = sequences, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        insert.Parameters.Add(new NpgsqlParameter<List<string>> { TypedValue = journals, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        Start();
    }

    public static async Task<RawPostgresWriter> OpenAsync(string connectionString, CommitShape shape)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using (var create = connection.CreateCommand())
        {
            create.CommandText = """
                DROP TABLE IF EXISTS raw_states; DROP TABLE IF EXISTS raw_journal;
                CREATE TABLE raw_states (id text COLLATE "C" PRIMARY KEY, state bytea NOT NULL);
                CREATE TABLE raw_journal (id text COLLATE "C" NOT NULL, sequence bigint NOT NULL, data text NOT NULL, PRIMARY KEY (id, sequence));
                ALTER TABLE raw_states ALTER COLUMN state SET STORAGE EXTERNAL;
                """;
            await create.ExecuteNonQueryAsync();
        }

        var insert = connection.CreateCommand();
        insert.CommandText = """
            WITH s AS (INSERT INTO raw_states SELECT * FROM unnest($1, $2))
            INSERT INTO raw_journal SELECT * FROM unnest($3, $4, $5)
            """;
        return new RawPostgresWriter(connection, insert, shape);
    }

    protected override async Task WriteBatchAsync(IReadOnlyList<string> ids)
    {
        this.ids.Clear();
        states.Clear();
        journalIds.Clear();
        sequences.Clear();
        journals.Clear();
        foreach (var id in ids)
        {
            this.ids.Add(id);
            states.Add(state);
            for (var i = 0; i < Shape.JournalRows; i++)
            {
                journalIds.Add(id);
                sequences.Add(i);
                journals.Add(journal);
            }
        }

        if (!insert.IsPrepared)
            await insert.PrepareAsync();
        await insert.ExecuteNonQueryAsync();
    }

    protected override async ValueTask CloseAsync()
    {
        await insert.DisposeAsync();
        await connection.DisposeAsync();
    }
}
