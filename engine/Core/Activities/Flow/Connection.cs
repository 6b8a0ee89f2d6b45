namespace Orchestrator.Core.Activities;

/// <summary>A connection between two activities of a flowchart, by id.</summary>
public sealed record Connection(string Source, string SourcePort, string Target, string TargetPort = "In");
