using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Spooling;
using Orchestrator.Activities.Messaging.Snmp.Storing;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>
/// Binds the socket when the host starts, takes traps once all of the host has started (definitions are seeded, triggers indexed), and works off what it has accepted when it stops; what
/// does not get done in time stays in the spool.
/// </summary>
internal sealed partial class SnmpTrapListener(
    IOptions<SnmpTrapOptions> options, SnmpTrapParts parts, SnmpStatistics statistics, TrapEventLog events, TimeProvider time, ILogger<SnmpTrapListener> logger)
    : ISnmpTrapListener, IHostedLifecycleService, IReadinessPart, IDisposable
{
    private readonly TrapQueue _queue = new(options.Value.QueueCapacity);
    private readonly CancellationTokenSource _stop = new();
    private UdpReceiver? _receiver;
    private TrapSpool? _spool;
    private Task _pumping = Task.CompletedTask;
    private Task _processing = Task.CompletedTask;
    private Task _refreshing = Task.CompletedTask;
    private volatile bool _isPumped;
    private bool _isListening;

    public string Name => "snmp";

    public IPEndPoint? LocalEndPoint => _receiver?.LocalEndPoint;

    /// <summary>What the kernel reports of the receive buffer; 0 when it is off.</summary>
    public int BufferBytes => _receiver?.BufferBytes ?? 0;

    public long SpoolBacklog => _spool?.Backlog ?? 0;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Listen is null)
            return Task.CompletedTask;
        _spool = new TrapSpool(parts.DataFolder.Path, options.Value.SpoolBytes);
        _receiver = new UdpReceiver(options.Value, parts.CreateAdmission(), _queue, _spool, statistics, events, time, logger);
        statistics.QueueLength = () => _queue.Count;
        statistics.SpoolBytes = () => _spool.Backlog;
        return Task.CompletedTask;
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (_receiver is null || _spool is null)
            return;
        await parts.RefreshAsync(cancellationToken);
        _refreshing = RefreshAsync();
        _pumping = GuardAsync(PumpAsync);
        _processing = GuardAsync(() => parts.Processor.RunAsync(_spool, Answer, () => _isPumped, _stop.Token));
        _receiver.Start();
        _isListening = true;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isListening = false;
        _receiver?.Dispose();
        await using var giveUp = cancellationToken.Register(_stop.Cancel);
        await _pumping;
        await _processing;
        await _stop.CancelAsync();
        await _refreshing;
        parts.SaveEngines();
        if (_spool is { Backlog: > 0 } spool)
            LogStoppedEarly(logger, spool.Backlog);
    }

    public ValueTask<PartStatus> CheckAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Listen is null)
            return ValueTask.FromResult(PartStatus.Ready("off"));
        if (_processing.IsCompleted || _pumping.IsCompleted)
            return ValueTask.FromResult(PartStatus.NotReady(_isListening ? "processing of traps has ended" : "not listening"));
        return ValueTask.FromResult(PartStatus.Ready($"udp {LocalEndPoint}"));
    }

    public void Dispose()
    {
        _receiver?.Dispose();
        _spool?.Dispose();
        _stop.Dispose();
    }

    /// <summary>Dispatches a trap again that failed or matched nothing; false when there is none.</summary>
    public async Task<bool> RetryAsync(string trapId, CancellationToken cancellationToken)
    {
        if (!await parts.Store.ReopenAsync(trapId, cancellationToken))
            return false;
        parts.Processor.LookForPending();
        _spool?.Signal();
        return true;
    }

    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task PumpAsync()
    {
        try
        {
            await new SpoolPump(_queue, _spool!, options.Value.RetryDelay, time, logger).RunAsync(_stop.Token);
        }
        finally
        {
            _isPumped = true;
            _spool!.Signal();
        }
    }

    /// <summary>Takes in what other nodes have changed, and keeps what was learnt of engines.</summary>
    private async Task RefreshAsync()
    {
        using var timer = new PeriodicTimer(options.Value.RefreshInterval, time);
        while (true)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(_stop.Token))
                    return;
                await parts.RefreshAsync(_stop.Token);
                parts.SaveEngines();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (LogRefresh(logger, exception))
            {
            }
        }
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception exception) when (LogEnded(logger, exception))
        {
        }
    }

    private void Answer(StoredTrap trap)
    {
        if (!trap.IsRecovered && parts.Answers.For(trap.Datagram) is { } response)
            _receiver?.Answer(response, trap.Source);
    }

    /// <summary>Logs a fault that should not be; readiness then says so.</summary>
    private static bool LogEnded(ILogger logger, Exception exception)
    {
        LogProcessingFailed(logger, exception);
        return true;
    }

    private static bool LogRefresh(ILogger logger, Exception exception)
    {
        LogRefreshFailed(logger, exception);
        return true;
    }
}
