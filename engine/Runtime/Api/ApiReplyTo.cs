namespace Orchestrator.Runtime.Api;

/// <summary>The address of a reply.</summary>
/// <param name="Channel"><c>http</c>: a request waits in this process. <c>amqp</c>: published to <paramref name="Exchange"/>.</param>
public sealed record ApiReplyTo(string Channel, string RequestId, string? Exchange = null, string? RoutingKey = null, string? CorrelationId = null);
