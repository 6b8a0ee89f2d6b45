namespace Orchestrator.Runtime;

/// <summary>Whether a part is up.</summary>
/// <param name="IsReady">It listens and works.</param>
/// <param name="Detail">What it listens on, or why it is not up; never a secret.</param>
public sealed record PartStatus(bool IsReady, string? Detail = null)
{
    public static PartStatus Ready(string? detail = null) => new(true, detail);

    public static PartStatus NotReady(string detail) => new(false, detail);
}
