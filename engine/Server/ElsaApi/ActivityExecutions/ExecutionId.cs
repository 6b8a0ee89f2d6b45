namespace Orchestrator.Server.ElsaApi.ActivityExecutions;

/// <summary>
/// The id under which clients know an activity execution: <c>{instance}~{execution}</c>. Elsa's API asks for executions by their id alone; with the instance in it
/// one is found by the journal's primary key.
/// </summary>
internal static class ExecutionId
{
    private const char Separator = '~';

    public static string Of(string instanceId, string executionId) => $"{instanceId}{Separator}{executionId}";

    /// <summary>False when the text is no such id.</summary>
    public static bool TryParse(string? text, out string instanceId, out string executionId)
    {
        var at = text?.LastIndexOf(Separator) ?? -1;
        (instanceId, executionId) = at > 0 ? (text![..at], text[(at + 1)..]) : ("", "");
        return at > 0 && executionId.Length > 0;
    }
}
