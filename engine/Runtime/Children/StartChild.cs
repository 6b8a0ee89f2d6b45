using System.Text.Json.Serialization;

namespace Orchestrator.Runtime.Children;

/// <summary>Payload of the message that starts a child; it is committed with the parent.</summary>
internal sealed record StartChild
{
    public const string MessageKind = "start-workflow";

    /// <summary>Message kind of a channel.</summary>
    [JsonIgnore]
    public string Kind => Channel is null ? MessageKind : $"{MessageKind}:{Channel}";

    public required string InstanceId { get; init; }

    public required string DefinitionId { get; init; }

    public required string DefinitionVersionId { get; init; }

    public required string ParentInstanceId { get; init; }

    public required string Tenant { get; init; }

    public string? CorrelationId { get; init; }

    public required IDictionary<string, object?> Input { get; init; }

    /// <summary>The execution in the parent that waits for the child's end; null: none does.</summary>
    public string? ReportsTo { get; init; }

    /// <summary>Whether the child begins a trace of its own instead of going on with the parent's.</summary>
    public bool StartsNewTrace { get; init; }

    /// <summary>The channel that starts the child; null: the common workers do.</summary>
    public string? Channel { get; init; }

    public StartWorkflow ToStart()
    {
        var properties = new Dictionary<string, object?> { [ChildWorkflow.ParentKey] = ParentInstanceId };
        if (ReportsTo is not null)
            properties[Core.FinishedWorkflow.ReportsToProperty] = ReportsTo;
        return new StartWorkflow
        {
            DefinitionId = DefinitionId,
            DefinitionVersionId = DefinitionVersionId,
            InstanceId = InstanceId,
            ParentInstanceId = ParentInstanceId,
            Tenant = Tenant,
            CorrelationId = CorrelationId,
            Input = Input.AsReadOnly(),
            Properties = properties,
            StartsNewTrace = StartsNewTrace,
            IdempotencyKey = $"child:{InstanceId}",
        };
    }
}
