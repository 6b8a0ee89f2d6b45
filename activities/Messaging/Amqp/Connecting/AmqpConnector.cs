using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime;
using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.Connecting;

/// <summary>
/// Keeps a connection: opens one once the host has started, starts the parts on it, and opens another with back-off whenever it is lost. The process runs on without a
/// broker. The client library's own recovery is off: after a loss everything is declared anew and delivery tags of old are void.
/// </summary>
internal sealed partial class AmqpConnector(IOptions<AmqpOptions> options, IServiceProvider services, TimeProvider time, ILogger<AmqpConnector> logger)
    : IAmqpSessions, IAmqpHealth, IReadinessPart, IHostedLifecycleService, IDisposable
{
    /// <summary>The broker's own limit: a larger message would end the connection; what is too large for us is dead-lettered instead.</summary>
    private const uint BrokerMessageLimit = 134_217_728;

    private readonly CancellationTokenSource _stop = new();
    private IReadOnlyList<IAmqpPart> _parts = [];
    private volatile AmqpSession? _session;
    private volatile string? _lastError = "not started";
    private Task _loop = Task.CompletedTask;

    public AmqpState State { get; private set; }

    public string? LastError => State == AmqpState.Connected ? null : _lastError;

    public IReadOnlyDictionary<string, string> QueueFaults => _parts.SelectMany(part => part.Faults).ToDictionary(fault => fault.Key, fault => fault.Value);

    public string Name => "amqp";

    public AmqpSession Current => _session ?? throw new AmqpUnavailableException($"Not connected to the broker: {_lastError}");

    private string Broker => options.Value.Uri is { } uri ? $"{uri.Scheme}://{uri.Authority.Split('@')[^1]}{uri.AbsolutePath}" : "";

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Uri is null)
            return Task.CompletedTask;
        _parts = [.. services.GetServices<IAmqpPart>()];
        State = AmqpState.Connecting;
        _loop = RunAsync(_stop.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_session is not null)
        {
            foreach (var part in _parts)
                await part.DrainAsync(cancellationToken);
        }

        await _stop.CancelAsync();
        await _loop;
        State = AmqpState.Off;
    }

    public ValueTask<PartStatus> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(
        options.Value.Uri is null ? PartStatus.Ready("off")
        : State == AmqpState.Connected ? PartStatus.Ready(string.Join("; ", QueueFaults.Select(fault => $"queue {fault.Key}: {fault.Value}").Prepend(Broker)))
        : PartStatus.NotReady($"{Broker}: {_lastError}"));

    public void Dispose() => _stop.Dispose();

    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RunAsync(CancellationToken stop)
    {
        var delay = options.Value.RetryDelay;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var session = await OpenAsync(stop);
                delay = options.Value.RetryDelay;
                _lastError = await session.Ended.WaitAsync(stop);
                LogLost(logger, Broker, _lastError);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                _lastError = Reason(exception);
                LogConnectFailed(logger, Broker, _lastError, delay);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            finally
            {
                _session = null;
                State = AmqpState.Connecting;
            }

            try
            {
                await Task.Delay(delay, time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            delay = delay * 2 < options.Value.MaxRetryDelay ? delay * 2 : options.Value.MaxRetryDelay;
        }
    }

    private async Task<AmqpSession> OpenAsync(CancellationToken cancellationToken)
    {
        var session = new AmqpSession(await ConnectAsync(options.Value, cancellationToken));
        try
        {
            // Handlers reply on the same session, so it is current before the first consumer starts.
            _session = session;
            foreach (var part in _parts)
                await part.StartAsync(session, cancellationToken);
        }
        catch
        {
            _session = null;
            await session.DisposeAsync();
            throw;
        }

        State = AmqpState.Connected;
        LogConnected(logger, Broker);
        return session;
    }

    private static async Task<IConnection> ConnectAsync(AmqpOptions settings, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            Uri = settings.Uri!,
            ClientProvidedName = "orchestrator",
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            MaxInboundMessageBodySize = BrokerMessageLimit,
        };
        if (settings.User is { Length: > 0 } user)
            factory.UserName = user;
        if (settings.Password is { Length: > 0 } password)
            factory.Password = password;
        string? refusal = null;
        if (settings.Uri!.Scheme == "amqps")
            factory.Ssl = AmqpTls.Create(settings, fault => refusal = fault);
        try
        {
            return await factory.CreateConnectionAsync(cancellationToken);
        }
        catch (Exception exception) when (refusal is not null)
        {
            throw new AmqpUnavailableException($"The broker's certificate is refused: {refusal}", exception);
        }
    }

    /// <summary>The library wraps what happened several times over.</summary>
    private static string Reason(Exception exception)
    {
        if (exception is AmqpUnavailableException)
            return exception.Message;
        var innermost = exception;
        while (innermost.InnerException is { } inner)
            innermost = inner;
        return ReferenceEquals(innermost, exception) ? exception.Message : $"{exception.Message} ({innermost.Message})";
    }
}
