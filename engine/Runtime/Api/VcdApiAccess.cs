namespace Orchestrator.Runtime.Api;

/// <summary>Access to the requests of an API extension.</summary>
/// <param name="Broker"><c>wss://vcd/messaging/mqtt</c>, or <c>mqtt://host:port</c>.</param>
/// <param name="Secret">Never logged.</param>
/// <param name="Monitor">Topic of requests.</param>
/// <param name="Respond">Topic of replies.</param>
public sealed record VcdApiAccess(Uri Broker, string User, string Secret, string Monitor, string Respond);
