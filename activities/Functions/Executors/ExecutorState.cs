namespace Orchestrator.Activities.Functions.Executors;

/// <summary>Whether an executor can work.</summary>
/// <param name="Available">It can.</param>
/// <param name="Version">Version of what it works with, such as <c>20.10.24 (API 1.41)</c>.</param>
/// <param name="Reason">One sentence for people.</param>
public sealed record ExecutorState(bool Available, string? Version, string Reason);
