using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.ElsaApi.Instances;

internal sealed record TimestampFilterBody(string? Column = null, string? Operator = null, DateTimeOffset? Timestamp = null)
{
    /// <summary>Null when Studio's row is not filled in yet, or with a reason when it is wrong.</summary>
    public TimestampFilter? ToFilter(List<string> reasons)
    {
        if (Timestamp is not { } timestamp || string.IsNullOrEmpty(Column))
            return null;
        if (!Enum.TryParse<TimestampColumn>(Column, ignoreCase: true, out var column))
            reasons.Add($"timestampFilters: column '{Column}' is none of {string.Join(", ", Enum.GetNames<TimestampColumn>())}.");
        if (!Enum.TryParse<TimestampOperator>(Operator, ignoreCase: true, out var comparison))
            reasons.Add($"timestampFilters: operator '{Operator}' is none of {string.Join(", ", Enum.GetNames<TimestampOperator>())}.");
        return new TimestampFilter(column, comparison, timestamp);
    }
}
