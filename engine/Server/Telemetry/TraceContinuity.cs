using System.Diagnostics;

namespace Orchestrator.Server.Telemetry;

/// <summary>
/// Makes the spans of this product exist even when nobody takes them, without recording: so that an instance has one trace from its stimulus to its last effect, and
/// passes it on to whom it calls.
/// </summary>
internal sealed class TraceContinuity : IHostedService, IDisposable
{
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name.StartsWith("orchestrator.", StringComparison.Ordinal),
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(_listener);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();
}
