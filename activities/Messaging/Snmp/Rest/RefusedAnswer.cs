namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>A datagram that was refused.</summary>
/// <param name="At">When.</param>
/// <param name="Source">Address and port of its sender.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Reason">As in the metric <c>orchestrator.snmp.dropped</c>.</param>
/// <param name="Detail">The reason as a sentence.</param>
internal sealed record RefusedAnswer(DateTimeOffset At, string Source, int Length, string Reason, string Detail);
