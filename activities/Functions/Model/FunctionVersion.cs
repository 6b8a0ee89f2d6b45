namespace Orchestrator.Activities.Functions.Model;

/// <summary>One version of a function: its source, and what was built from it.</summary>
public sealed record FunctionVersion
{
    public required string Tenant { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }

    public required FunctionSource Source { get; init; }

    /// <summary>Chosen when the version was made: <c>docker</c> or <c>embedded</c>.</summary>
    public required string Executor { get; init; }

    /// <summary>Why this executor.</summary>
    public required string ExecutorReason { get; init; }

    /// <summary>Tag of the image; null before it is built and for the embedded executor.</summary>
    public string? Image { get; init; }

    /// <summary>Id of the first container; null before it is made and for the embedded executor.</summary>
    public string? ContainerId { get; init; }

    /// <summary>Output of the build, at most 64 KiB.</summary>
    public string? BuildLog { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string Name => Source.Name;
}
