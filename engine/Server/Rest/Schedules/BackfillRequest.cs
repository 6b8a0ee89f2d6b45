namespace Orchestrator.Server.Rest.Schedules;

/// <summary>A period, from its begin to before its end.</summary>
internal sealed record BackfillRequest(DateTimeOffset? From, DateTimeOffset? To);
