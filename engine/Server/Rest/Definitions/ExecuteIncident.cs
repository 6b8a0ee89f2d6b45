namespace Orchestrator.Server.Rest.Definitions;

internal sealed record ExecuteIncident(string ActivityId, string Code, string Message);
