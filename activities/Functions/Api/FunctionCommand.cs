using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Api;

/// <summary>A checked request to make or change a function, as the workflow gets it.</summary>
/// <param name="Id">Id of the new function; null for a change.</param>
/// <param name="Source">What to make.</param>
public sealed record FunctionCommand(string? Id, FunctionSource Source);
