using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Bus;

/// <summary>The extension whose filter takes a path: an AMQP service or an MQTT extension.</summary>
internal sealed record ExtensionTarget(string Urn, bool AuthorizationEnabled, string? Exchange, string? RoutingKey, ExtensionApiState? Api);
