namespace Orchestrator.Activities.Messaging.Snmp.Processing;

/// <summary>What would become of datagrams.</summary>
/// <param name="Counts">Datagrams by outcome.</param>
/// <param name="Items">One for each datagram, in order; then one for each last word that would be delivered after the quiet time.</param>
internal sealed record TrapTrialAnswer(IReadOnlyDictionary<string, int> Counts, IReadOnlyList<TrapTrialItem> Items);
