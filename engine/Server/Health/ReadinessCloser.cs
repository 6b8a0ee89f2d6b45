namespace Orchestrator.Server.Health;

/// <summary>Says "not ready" as soon as the host begins to stop, so that a load balancer looks elsewhere.</summary>
internal sealed class ReadinessCloser(ReadinessGate gate, IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    private CancellationTokenRegistration _registration;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _registration = lifetime.ApplicationStopping.Register(gate.Close);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _registration.Dispose();
}
