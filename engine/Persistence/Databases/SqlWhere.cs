namespace Orchestrator.Persistence.Databases;

/// <summary>Collects the conditions of a WHERE clause.</summary>
internal sealed class SqlWhere
{
    private readonly List<string> _conditions = [];

    public SqlWhere AddIf(bool applies, string condition)
    {
        if (applies)
            _conditions.Add(condition);
        return this;
    }

    /// <summary>These conditions and one more, when it is not empty.</summary>
    public string With(string condition)
    {
        if (condition.Length == 0)
            return ToString();
        var all = new SqlWhere();
        all._conditions.AddRange(_conditions);
        return all.AddIf(true, condition).ToString();
    }

    /// <summary>Pattern, with <c>\</c> as escape character, for texts that contain a given one.</summary>
    public static string Containing(string? text) =>
        $"%{text?.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";

    /// <summary>With a leading space; empty without conditions.</summary>
    public override string ToString() => _conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", _conditions)}";
}
