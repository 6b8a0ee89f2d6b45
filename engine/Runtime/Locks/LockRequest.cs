namespace Orchestrator.Runtime.Locks;

/// <summary>Who wants a lock.</summary>
public sealed record LockRequest
{
    public string Tenant { get; init; } = "";

    /// <summary>Name within the tenant.</summary>
    public required string Name { get; init; }

    /// <summary>The same each time this request is made.</summary>
    public required string Owner { get; init; }

    /// <summary>Instance that goes on once the lock is its own; when it has ended the request counts no more.</summary>
    public required string InstanceId { get; init; }

    /// <summary>How long it may be held; null: without end.</summary>
    public TimeSpan? Lease { get; init; }
}
