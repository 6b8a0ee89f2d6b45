using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>An output of an activity type.</summary>
public sealed record OutputDescriptor
{
    public required string Name { get; init; }

    public required string JsonName { get; init; }

    public required Type Type { get; init; }

    public required OutputAttribute Metadata { get; init; }

    public required Func<IActivity, Output?> Get { get; init; }

    public required Action<IActivity, Output> Set { get; init; }

    public required Func<MemoryReference?, Output> CreateOutput { get; init; }
}
