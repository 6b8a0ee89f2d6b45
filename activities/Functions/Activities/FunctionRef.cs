namespace Orchestrator.Activities.Functions.Activities;

/// <summary>One version of a function of the instance's tenant, as workflows pass it on.</summary>
public sealed record FunctionRef(string Name, int Version);
