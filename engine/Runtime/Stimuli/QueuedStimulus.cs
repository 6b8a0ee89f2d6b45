namespace Orchestrator.Runtime;

/// <summary>A stimulus that nothing waited for when it came.</summary>
internal sealed record QueuedStimulus
{
    public required string Name { get; init; }

    /// <summary>Plain values.</summary>
    public object? Payload { get; init; }

    public required IDictionary<string, object?> Input { get; init; }

    public string? IdempotencyKey { get; init; }

    public string? Tenant { get; init; }

    public string? CorrelationId { get; init; }

    public string? WorkflowInstanceId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public Stimulus ToStimulus() => new()
    {
        Name = Name,
        Payload = Payload,
        Input = Input.AsReadOnly(),
        IdempotencyKey = IdempotencyKey,
        Tenant = Tenant,
        CorrelationId = CorrelationId,
        WorkflowInstanceId = WorkflowInstanceId,
        StartsWorkflows = false,
    };
}
