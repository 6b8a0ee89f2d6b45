namespace Orchestrator.Runtime.Api;

/// <summary>Access to notifications.</summary>
/// <param name="Broker"><c>wss://vcd/messaging/mqtt</c>, or <c>mqtt://host:port</c>.</param>
/// <param name="Secret">Never logged.</param>
/// <param name="Topic">Such as <c>publish/#</c>.</param>
public sealed record VcdEventAccess(Uri Broker, string User, string Secret, string Topic);
