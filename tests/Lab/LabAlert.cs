namespace Orchestrator.Lab;

/// <summary>A vROps alert.</summary>
/// <param name="Status">NEW, UPDATED or CANCELED.</param>
public sealed record LabAlert(Guid Id, string Definition, string Resource, string Status, DateTimeOffset StartedAt);
