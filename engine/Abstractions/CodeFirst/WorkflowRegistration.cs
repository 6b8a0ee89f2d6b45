namespace Orchestrator.Workflows;

/// <summary>A workflow in code that the host offers.</summary>
/// <param name="Name">Definition id and name where the workflow sets none.</param>
/// <param name="Create">Makes the workflow.</param>
public sealed record WorkflowRegistration(string Name, Func<IServiceProvider, IWorkflow> Create);
