namespace Orchestrator.Workflows;

/// <summary>Names of the outcomes that an activity completed with.</summary>
public sealed record Outcomes(params string[] Names)
{
    public static readonly Outcomes Done = new("Done");

    public static readonly Outcomes Empty = new();
}
