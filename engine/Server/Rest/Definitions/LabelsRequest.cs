namespace Orchestrator.Server.Rest.Definitions;

/// <param name="Labels">1 to 50 characters each, at most 20.</param>
internal sealed record LabelsRequest(List<string>? Labels);
