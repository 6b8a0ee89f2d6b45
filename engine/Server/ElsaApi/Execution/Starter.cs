using Orchestrator.Core;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.ElsaApi.Definitions;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Execution;

/// <summary>Turns requests to start a definition into ones that the runtime takes.</summary>
internal sealed class Starter(IDefinitionStore store, IWorkflowStore instances, IWorkflowRuntime runtime, IIdGenerator ids, TimeProvider timeProvider)
{
    public IWorkflowRuntime Runtime => runtime;

    public TimeProvider TimeProvider => timeProvider;

    public async ValueTask<(StartWorkflow? Start, IResult? Problem)> PrepareAsync(string definitionId, ExecuteBody body, ApiCaller caller, CancellationToken cancellationToken)
    {
        var wanted = body.VersionOptions?.ToString();
        if (VersionOptions.Parse(string.IsNullOrEmpty(wanted) ? nameof(VersionKind.Published) : wanted) is not { } version)
            return (null, ElsaError.Invalid($"versionOptions: '{wanted}' is no version."));
        if (await store.FindAsync(caller, definitionId, version, cancellationToken) is not { } definition)
            return (null, ElsaError.NotFound($"There is no {(version == VersionOptions.Published ? "published " : "")}version of a workflow definition '{definitionId}' to run."));
        return (
            new StartWorkflow
            {
                InstanceId = ids.NewId(),
                DefinitionId = definitionId,
                DefinitionVersionId = definition.Id,
                TriggerActivityId = string.IsNullOrEmpty(body.TriggerActivityId) ? null : body.TriggerActivityId,
                Input = body.Input ?? [],
                Variables = body.Variables ?? [],
                CorrelationId = string.IsNullOrEmpty(body.CorrelationId) ? null : body.CorrelationId,
                Name = string.IsNullOrEmpty(body.Name) ? null : body.Name,
                Tenant = definition.Tenant,
            },
            null);
    }

    /// <summary>The same once more, as an instance of its own.</summary>
    public StartWorkflow Another(StartWorkflow start) => start with { InstanceId = ids.NewId() };

    /// <summary>State as of the last commit; null when there is none.</summary>
    public async ValueTask<WorkflowState?> StateAsync(string instanceId, CancellationToken cancellationToken) =>
        await instances.LoadAsync(instanceId, cancellationToken) is { } stored ? StateCodec.Read(stored.State.Span) : null;
}
