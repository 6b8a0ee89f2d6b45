namespace Orchestrator.Tests.Conformance.Running;

/// <summary>Flowcharts join by counting, as with Elsa's library.</summary>
public sealed class CounterServer() : CaseServer(counts: true);
