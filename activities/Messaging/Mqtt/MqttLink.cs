using System.Buffers;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Orchestrator.Activities.Messaging.Mqtt;

/// <summary>
/// One connection to vCD's bus that is opened again with back-off whenever it is lost. Messages are acknowledged after their handler is done; the session is kept by the broker, so
/// that what was not acknowledged comes again.
/// </summary>
internal sealed partial class MqttLink(
    string name, Func<CancellationToken, ValueTask<MqttEndpoint?>> open, Func<byte[], CancellationToken, Task<string?>> handle, Func<byte[], CancellationToken, Task>? giveUp, Action refused,
    MqttOptions options, MqttInstruments instruments, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Concurrency);
    private volatile IMqttClient? _client;

    /// <summary>Why there is no connection; null while there is.</summary>
    public string? Fault { get; private set; } = "not started";

    public async Task RunAsync(CancellationToken stop)
    {
        var delay = options.RetryDelay;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await open(stop) is not { } endpoint)
                {
                    Fault = null;
                    return;
                }

                var ended = await ConnectAsync(endpoint, stop);
                delay = options.RetryDelay;
                Fault = await ended.WaitAsync(stop);
                LogLost(logger, name, Fault);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                Fault = Reason(exception);
                LogConnectFailed(logger, name, Fault, delay);
            }

            await DropAsync();
            try
            {
                await Task.Delay(delay, time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }

            delay = Longer(delay);
        }

        await DropAsync();
    }

    /// <summary>Done when the broker has taken the message (QoS 2).</summary>
    public async Task PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (_client is not { IsConnected: true } client)
            throw new MqttUnavailableException($"Not connected to vCloud Director's bus: {Fault}");
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var message = new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload.ToArray()).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.ExactlyOnce).Build();
            var result = await client.PublishAsync(message, either.Token);
            if (!result.IsSuccess)
                throw new MqttUnavailableException($"vCloud Director's bus refused a message to {topic}: {result.ReasonCode}.");
        }
        catch (Exception exception) when (exception is MqttCommunicationException or MqttClientNotConnectedException or MqttClientDisconnectedException)
        {
            throw new MqttUnavailableException($"vCloud Director's bus did not take a message to {topic}: {exception.Message}", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MqttUnavailableException($"vCloud Director's bus did not take a message to {topic} within {options.Timeout}.", exception);
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<Task<string>> ConnectAsync(MqttEndpoint endpoint, CancellationToken stop)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        _client = client;
        var ended = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.DisconnectedAsync += e =>
        {
            ended.TrySetResult(e.Exception?.Message ?? e.ReasonString ?? e.Reason.ToString());
            return Task.CompletedTask;
        };
        client.ApplicationMessageReceivedAsync += e => ReceiveAsync(client, e, stop);
        var result = await client.ConnectAsync(Options(endpoint), stop);
        if (result.ResultCode != MqttClientConnectResultCode.Success)
        {
            refused();
            throw new MqttUnavailableException($"The bus {endpoint.Broker} refuses '{endpoint.User}': {result.ResultCode}.");
        }

        var subscribed = await client.SubscribeAsync(
            new MqttClientSubscribeOptionsBuilder().WithTopicFilter(endpoint.Topic, MqttQualityOfServiceLevel.ExactlyOnce).Build(), stop);
        if (subscribed.Items.FirstOrDefault(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) is { } denied)
            throw new MqttUnavailableException($"vCloud Director's bus does not let '{endpoint.User}' listen to {endpoint.Topic}: {denied.ResultCode}.");
        Fault = null;
        LogConnected(logger, endpoint.Broker, endpoint.Topic);
        return ended.Task;
    }

    private MqttClientOptions Options(MqttEndpoint endpoint)
    {
        var builder = new MqttClientOptionsBuilder().WithClientId(endpoint.ClientId).WithCredentials(endpoint.User, endpoint.Secret).WithCleanSession(false)
            .WithProtocolVersion(MqttProtocolVersion.V311).WithTimeout(options.Timeout).WithKeepAlivePeriod(TimeSpan.FromSeconds(15));
        var isTls = endpoint.Broker.Scheme is "wss" or "mqtts";
        builder = endpoint.Broker.Scheme is "ws" or "wss"
            ? builder.WithWebSocketServer(socket => socket.WithUri(endpoint.Broker.ToString()).WithSubProtocols(["mqtt"]))
            : builder.WithTcpServer(endpoint.Broker.Host, endpoint.Broker.Port > 0 ? endpoint.Broker.Port : isTls ? 8883 : 1883);
        if (isTls)
        {
            builder = builder.WithTlsOptions(tls =>
            {
                tls.UseTls();
                if (options.AcceptAnyCertificate)
                    tls.WithCertificateValidationHandler(_ => true);
            });
        }

        return builder.Build();
    }

    private async Task ReceiveAsync(IMqttClient client, MqttApplicationMessageReceivedEventArgs e, CancellationToken stop)
    {
        e.AutoAcknowledge = false;
        await _slots.WaitAsync(stop);
        instruments.CountReceived(name);
        _ = WorkAsync(client, e, stop);
    }

    private async Task WorkAsync(IMqttClient client, MqttApplicationMessageReceivedEventArgs e, CancellationToken stop)
    {
        var payload = e.ApplicationMessage.Payload;
        var copy = payload.Length <= options.MaxMessageBytes ? payload.ToArray() : null;
        await Task.Yield();
        try
        {
            var reason = copy is null
                ? $"The message has {payload.Length} bytes; the limit is {options.MaxMessageBytes}."
                : await HandleAsync(e.ApplicationMessage.Topic, copy, stop);
            if (reason is not null)
            {
                instruments.CountGivenUp(name);
                LogGivenUp(logger, e.ApplicationMessage.Topic, reason);
            }

            if (client.IsConnected)
                await e.AcknowledgeAsync(stop);
        }
        catch (Exception exception) when (exception is OperationCanceledException or MqttCommunicationException or MqttClientNotConnectedException or MqttClientDisconnectedException
            or ObjectDisposedException or MqttUnavailableException)
        {
            LogAbandoned(logger, e.ApplicationMessage.Topic);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<string?> HandleAsync(string topic, byte[] payload, CancellationToken stop)
    {
        var delay = options.RetryDelay;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await handle(payload, stop);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                LogAttemptFailed(logger, exception, topic, attempt, options.HandlingAttempts);
                if (attempt == options.HandlingAttempts)
                {
                    if (giveUp is not null)
                        await giveUp(payload, stop);
                    return $"Handling failed {attempt} times, last: {exception.Message}";
                }
            }

            await Task.Delay(delay, time, stop);
            delay = Longer(delay);
        }
    }

    private async Task DropAsync()
    {
        var client = _client;
        _client = null;
        if (client is null)
            return;
        try
        {
            if (client.IsConnected)
                await client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None);
        }
        catch (MqttCommunicationException exception)
        {
            LogLost(logger, name, exception.Message);
        }

        client.Dispose();
    }

    private TimeSpan Longer(TimeSpan delay) => delay * 2 < options.MaxRetryDelay ? delay * 2 : options.MaxRetryDelay;

    private static string Reason(Exception exception)
    {
        var innermost = exception.GetBaseException();
        return exception is MqttUnavailableException || ReferenceEquals(innermost, exception) ? exception.Message : $"{exception.Message} ({innermost.Message})";
    }
}
