using Orchestrator.Core;
using Orchestrator.Runtime.Secrets;

namespace Orchestrator.Server.Rest.Definitions;

/// <summary>Where the first burst has ended.</summary>
internal sealed record ExecuteAnswer(
    string InstanceId, WorkflowStatus Status, WorkflowSubStatus SubStatus, IReadOnlyDictionary<string, object?> Output, IReadOnlyList<ExecuteIncident> Incidents)
{
    public static ExecuteAnswer Of(string instanceId, WorkflowState state) => new(
        instanceId, state.Status, state.SubStatus, state.Output.ToDictionary(p => p.Key, p => SecretText.MaskIn(p.Value)),
        [.. state.Incidents.Select(incident => new ExecuteIncident(incident.ActivityId, incident.Code, incident.Message))]);
}
