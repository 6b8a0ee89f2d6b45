using Npgsql;
using NpgsqlTypes;

namespace Orchestrator.Persistence.Commits;

/// <summary>A column of rows that travel as one array parameter.</summary>
internal abstract class PostgresColumn(string name)
{
    public string Name { get; } = name;

    public abstract NpgsqlParameter Parameter { get; }

    public abstract void Add(object? value);

    public abstract void Clear();

    public static PostgresColumn Text(string name) => new Column<string?>(name, NpgsqlDbType.Text, value => (string?)value);

    public static PostgresColumn BigInt(string name) => new Column<long?>(name, NpgsqlDbType.Bigint, value => (long?)value);

    public static PostgresColumn Integer(string name) => new Column<int?>(name, NpgsqlDbType.Integer, value => (int?)value);

    public static PostgresColumn Blob(string name) => new Column<byte[]?>(name, NpgsqlDbType.Bytea, value => (byte[]?)value);

    private sealed class Column<T> : PostgresColumn
    {
        private readonly List<T> _values = [];
        private readonly NpgsqlParameter<List<T>> _parameter;
        private readonly Func<object?, T> _convert;

        public Column(string name, NpgsqlDbType type, Func<object?, T> convert) : base(name)
        {
            _convert = convert;
            _parameter = new NpgsqlParameter<List<T>> { TypedValue = _values, NpgsqlDbType = NpgsqlDbType.Array | type };
        }

        public override NpgsqlParameter Parameter => _parameter;

        public override void Add(object? value) => _values.Add(_convert(value));

        public override void Clear() => _values.Clear();
    }
}
