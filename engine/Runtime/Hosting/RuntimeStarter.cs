using Orchestrator.Core;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime;

/// <summary>Brings the runtime up once the database is migrated.</summary>
public sealed class RuntimeStarter(
    IDefinitionService definitions, CodeWorkflowReader reader, IEnumerable<WorkflowRegistration> workflows, IServiceProvider services, RuntimeGate gate)
{
    /// <summary>Seeds the built-in definitions and the workflows written in code, makes all triggers active and lets background work begin.</summary>
    public async ValueTask StartAsync(IEnumerable<(string Path, string Json)> builtIn, CancellationToken cancellationToken)
    {
        await definitions.SeedAsync(builtIn, cancellationToken);
        var written = new List<CodeWorkflow>();
        foreach (var workflow in workflows)
            written.Add(await reader.ReadAsync(workflow.Create(services), workflow.Name, cancellationToken));
        await definitions.SeedAsync(written, cancellationToken);
        await definitions.ActivateAsync(cancellationToken);
        gate.Open();
    }
}
