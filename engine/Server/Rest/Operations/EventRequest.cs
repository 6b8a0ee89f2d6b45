namespace Orchestrator.Server.Rest.Operations;

/// <param name="Payload">What the event brings; its receivers get it as their result.</param>
/// <param name="CorrelationId">Only instances with this correlation id; a started one gets it.</param>
/// <param name="InstanceId">Only this instance; starts nothing.</param>
/// <param name="Tenant">Only instances of this tenant; a started one belongs to it.</param>
internal sealed record EventRequest(object? Payload = null, string? CorrelationId = null, string? InstanceId = null, string? Tenant = null);
