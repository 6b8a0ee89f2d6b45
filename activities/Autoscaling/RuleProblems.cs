namespace Orchestrator.Activities.Autoscaling;

/// <summary>Bodies of problem details (RFC 9457) that workflows answer with.</summary>
internal static class RuleProblems
{
    public static Dictionary<string, object?> Body(int status, string title, string detail) =>
        new() { ["type"] = "about:blank", ["title"] = title, ["status"] = status, ["detail"] = detail };
}
