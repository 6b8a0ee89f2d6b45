namespace Orchestrator.Runtime.Api;

/// <summary>How vCD's own message bus (MQTT, 10.2 and later) is reached.</summary>
public interface IVcdBusAccess
{
    /// <summary>Registers the API extension, if need be, and gives a fresh token; null when the bus is not used.</summary>
    ValueTask<VcdApiAccess?> OpenApiAsync(CancellationToken cancellationToken);

    /// <summary>Access to notifications; null when the bus is not used.</summary>
    ValueTask<VcdEventAccess?> OpenEventsAsync(CancellationToken cancellationToken);

    /// <summary>The bus has refused what was given last.</summary>
    void Refused();
}
