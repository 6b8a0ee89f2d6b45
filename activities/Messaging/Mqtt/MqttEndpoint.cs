namespace Orchestrator.Activities.Messaging.Mqtt;

/// <summary>Where to connect, as whom, and what to listen to.</summary>
/// <param name="Secret">Never logged.</param>
internal sealed record MqttEndpoint(Uri Broker, string ClientId, string User, string Secret, string Topic);
