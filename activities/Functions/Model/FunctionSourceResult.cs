namespace Orchestrator.Activities.Functions.Model;

/// <summary>What was read from a request's body: a source, or all that is wrong with it by field.</summary>
public sealed record FunctionSourceResult(FunctionSource? Source, IReadOnlyDictionary<string, string[]> Errors);
