using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Processing;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Storing;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>
/// Binds the socket when the host starts, takes traps once all of the host has started (definitions are seeded, triggers indexed), and works off its queue when it stops.
/// </summary>
internal sealed partial class SnmpTrapListener(
    IOptions<SnmpTrapOptions> options, TrapProcessor processor, SnmpStatistics statistics, TimeProvider time, ILogger<SnmpTrapListener> logger)
    : ISnmpTrapListener, IHostedLifecycleService, IReadinessPart, IDisposable
{
    private readonly Channel<ReceivedDatagram> _queue = Channel.CreateBounded<ReceivedDatagram>(
        new BoundedChannelOptions(options.Value.QueueCapacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource _stop = new();
    private UdpReceiver? _receiver;
    private Task _processing = Task.CompletedTask;
    private bool _isListening;

    public string Name => "snmp";

    public IPEndPoint? LocalEndPoint => _receiver?.LocalEndPoint;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Listen is null)
            return Task.CompletedTask;
        _receiver = new UdpReceiver(options.Value, _queue.Writer, statistics, time, logger);
        statistics.QueueLength = () => _queue.Reader.Count;
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (_receiver is null)
            return Task.CompletedTask;
        _processing = ProcessAsync();
        _receiver.Start();
        _isListening = true;
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isListening = false;
        _receiver?.Dispose();
        await using var giveUp = cancellationToken.Register(_stop.Cancel);
        await _processing;
    }

    public ValueTask<PartStatus> CheckAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Listen is null)
            return ValueTask.FromResult(PartStatus.Ready("off"));
        if (_processing.IsCompleted)
            return ValueTask.FromResult(PartStatus.NotReady(_isListening ? "processing of traps has ended" : "not listening"));
        return ValueTask.FromResult(PartStatus.Ready($"udp {LocalEndPoint}"));
    }

    public void Dispose()
    {
        _receiver?.Dispose();
        _stop.Dispose();
    }

    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ProcessAsync()
    {
        try
        {
            await processor.RunAsync(_queue.Reader, Answer, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            LogStoppedEarly(logger, _queue.Reader.Count);
        }
        catch (Exception exception) when (LogEnded(logger, exception))
        {
        }
    }

    private void Answer(StoredTrap trap)
    {
        if (InformResponse.For(trap.Datagram) is { } response)
            _receiver?.Answer(response, trap.Source);
    }

    /// <summary>Logs a fault that should not be; readiness then says so.</summary>
    private static bool LogEnded(ILogger logger, Exception exception)
    {
        LogProcessingFailed(logger, exception);
        return true;
    }
}
