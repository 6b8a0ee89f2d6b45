using Npgsql;

namespace Orchestrator.Persistence.Commits;

/// <summary>Rows for one table, sent as one array per column and spread by <c>unnest</c>.</summary>
internal sealed class PostgresRows
{
    private readonly PostgresColumn[] _columns;

    public PostgresRows(NpgsqlParameterCollection parameters, params PostgresColumn[] columns)
    {
        _columns = columns;
        var first = parameters.Count + 1;
        foreach (var column in columns)
            parameters.Add(column.Parameter);
        Source = $"unnest({string.Join(", ", columns.Select((_, i) => $"${first + i}"))})";
        Names = string.Join(", ", columns.Select(column => column.Name));
    }

    /// <summary>Function call for the FROM clause.</summary>
    public string Source { get; }

    /// <summary>Names of the columns, with commas.</summary>
    public string Names { get; }

    public void Add(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < _columns.Length; i++)
            _columns[i].Add(values[i]);
    }

    public void Clear()
    {
        foreach (var column in _columns)
            column.Clear();
    }
}
