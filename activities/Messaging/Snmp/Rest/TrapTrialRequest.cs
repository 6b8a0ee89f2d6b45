namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>Datagrams to try the rules with, in the order of their arrival.</summary>
internal sealed record TrapTrialRequest(IReadOnlyList<TrapTrialDatagram>? Datagrams);
