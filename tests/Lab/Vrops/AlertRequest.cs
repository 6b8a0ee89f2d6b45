namespace Orchestrator.Lab.Vrops;

/// <summary>An alert to raise.</summary>
/// <param name="Definition">The alert definition's name; one that is not configured is taken as it stands.</param>
/// <param name="Resource">The resource's or group's name; without it, the one that the definition's notification rule watches.</param>
/// <param name="TrapTo">A further receiver, <c>host:port</c>.</param>
internal sealed record AlertRequest(string Definition, string? Resource, string Level, string Metric, string? Message, string? Description, string? TrapTo);
