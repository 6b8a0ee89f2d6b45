using System.Diagnostics.CodeAnalysis;
using Orchestrator.Server.Rest.Incidents;

namespace Orchestrator.Server.Rest.Instances;

/// <summary>An instance with its values, waits and incidents. Secrets are masked.</summary>
internal sealed record InstanceDetail : InstanceAnswer
{
    [SetsRequiredMembers]
    public InstanceDetail(InstanceAnswer summary)
        : base(summary)
    {
    }

    /// <summary>Trace of what started it, which all that it did belongs to (32 hexadecimal digits); null when it was not traced.</summary>
    public string? TraceId { get; init; }

    public IReadOnlyDictionary<string, object?> Input { get; init; } = new Dictionary<string, object?>();

    public IReadOnlyDictionary<string, object?> Output { get; init; } = new Dictionary<string, object?>();

    public IReadOnlyList<VariableAnswer> Variables { get; init; } = [];

    public IReadOnlyList<BookmarkAnswer> Bookmarks { get; init; } = [];

    public IReadOnlyList<IncidentAnswer> Incidents { get; init; } = [];
}
