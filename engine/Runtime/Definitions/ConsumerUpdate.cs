using System.Text.Json.Nodes;
using Orchestrator.Core;

namespace Orchestrator.Runtime.Definitions;

/// <summary>Moves the references of a definition to a new version of a workflow that it uses as an activity.</summary>
internal static class ConsumerUpdate
{
    /// <summary>Changes the references in place; false when there was nothing to change.</summary>
    public static bool Apply(IEnumerable<JsonObject> references, UsableWorkflow workflow)
    {
        var changed = false;
        foreach (var reference in references.Where(r => r["workflowDefinitionId"]?.ToString() == workflow.DefinitionId && r["workflowDefinitionVersionId"]?.ToString() != workflow.Id).ToList())
        {
            reference["workflowDefinitionVersionId"] = workflow.Id;
            reference["version"] = workflow.Version;
            reference["latestAvailablePublishedVersion"] = workflow.Version;
            reference["latestAvailablePublishedVersionId"] = workflow.Id;
            changed = true;
        }

        return changed;
    }
}
