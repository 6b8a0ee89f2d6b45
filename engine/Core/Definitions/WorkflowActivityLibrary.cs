using System.Text.Json.Nodes;

namespace Orchestrator.Core;

/// <summary>The workflows that one definition uses as activities, loaded before it is read. Not thread-safe.</summary>
public sealed class WorkflowActivityLibrary
{
    private readonly Dictionary<string, UsableWorkflow?> byReference = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> floating = new(StringComparer.Ordinal);

    /// <summary>Version ids of the workflows whose references leave the version open, by activity type.</summary>
    public IReadOnlyDictionary<string, string> Floating => floating;

    /// <summary>Whether a reference was looked up, found or not.</summary>
    public bool Knows(JsonObject activity) => byReference.ContainsKey(KeyOf(activity));

    /// <summary>Keeps what the lookup of a reference gave.</summary>
    /// <param name="activity">The activity that refers to the workflow.</param>
    /// <param name="workflow">The workflow; null when there is none.</param>
    /// <param name="isPinned">Whether the reference itself names this version.</param>
    public void Add(JsonObject activity, UsableWorkflow? workflow, bool isPinned)
    {
        byReference[KeyOf(activity)] = workflow;
        if (workflow is not null && !isPinned)
            floating[TypeOf(activity)] = workflow.Id;
    }

    public UsableWorkflow? Find(JsonObject activity) => byReference.Count == 0 ? null : byReference.GetValueOrDefault(KeyOf(activity));

    public static string TypeOf(JsonObject activity) => SignatureReader.Text(activity, "type") ?? "";

    private static string KeyOf(JsonObject activity) =>
        $"{SignatureReader.Text(activity, "workflowDefinitionVersionId")}|{SignatureReader.Text(activity, "workflowDefinitionId")}|{TypeOf(activity)}";
}
