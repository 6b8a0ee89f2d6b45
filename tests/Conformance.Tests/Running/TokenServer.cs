namespace Orchestrator.Tests.Conformance.Running;

/// <summary>Flowcharts join by tokens, as with Elsa's reference server.</summary>
public sealed class TokenServer() : CaseServer(counts: false);
