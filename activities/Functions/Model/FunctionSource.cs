namespace Orchestrator.Activities.Functions.Model;

/// <summary>What a tenant gives to make a function or a new version of it.</summary>
public sealed record FunctionSource
{
    /// <summary>1 to 63 of <c>a-z</c>, <c>0-9</c> and <c>-</c>; unique in the tenant.</summary>
    public required string Name { get; init; }

    /// <summary>Path below <c>/api/org/{org}/</c> without a leading slash; unique in the tenant.</summary>
    public required string Route { get; init; }

    /// <summary>Source of <c>handler.js</c>, at most 1 MiB of UTF-8.</summary>
    public required string Code { get; init; }

    /// <summary>Always <c>nodejs</c>.</summary>
    public string Runtime { get; init; } = "nodejs";

    public FunctionTrigger Trigger { get; init; } = new();

    public FunctionLimits Limits { get; init; } = new();

    /// <summary>Environment variables; their values are secrets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
