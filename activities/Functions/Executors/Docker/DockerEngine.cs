using System.Net.Sockets;
using Docker.DotNet;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>The connection to the Docker Engine. It is looked for at each probe, so it may come and go while the server runs.</summary>
internal sealed partial class DockerEngine : IDisposable
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);

    private readonly ILogger<DockerEngine> _logger;
    private readonly TimeProvider _time;
    private readonly DockerClient? _client;
    private readonly string _reason;
    private volatile ExecutorState _state;

    public DockerEngine(IOptions<FunctionsOptions> options, TimeProvider time, ILogger<DockerEngine> logger)
    {
        _logger = logger;
        _time = time;
        (Endpoint, _reason) = EndpointOf(options.Value.Docker);
        _client = Endpoint is null ? null : new DockerClientBuilder().WithEndpoint(new Uri(Endpoint)).WithTimeout(Timeout.InfiniteTimeSpan).Build();
        _state = new(false, null, Endpoint is null ? _reason : $"The Docker Engine at {Endpoint} was not asked yet.");
    }

    /// <summary>Address; null when no engine is to be used.</summary>
    public string? Endpoint { get; }

    /// <summary>What the last probe found.</summary>
    public ExecutorState State => _state;

    /// <summary>Processors of the engine's machine; 1 until the first probe succeeds.</summary>
    public double Processors { get; private set; } = 1;

    public IDockerClient Client => _client ?? throw new FunctionExecutorException(_reason);

    public async ValueTask<ExecutorState> ProbeAsync(CancellationToken cancellationToken)
    {
        var before = _state;
        var after = await LookAsync(cancellationToken);
        _state = after;
        if (after.Available && !before.Available)
            LogFound(Endpoint!, after.Version!);
        else if (!after.Available && before.Available)
            LogLost(Endpoint!, after.Reason);
        return after;
    }

    /// <summary>Runs an operation; trouble with the engine becomes a <see cref="FunctionExecutorException"/> with a message for people.</summary>
    /// <param name="doing">What is being done, for the message: <c>start the container</c>.</param>
    public async ValueTask<T> RunAsync<T>(string doing, Func<IDockerClient, Task<T>> operation)
    {
        try
        {
            return await operation(Client);
        }
        catch (DockerApiException exception)
        {
            throw new FunctionExecutorException($"The Docker Engine could not {doing}: {MessageOf(exception)}", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException or TimeoutException)
        {
            _state = new(false, null, Unreachable(exception));
            throw new FunctionExecutorException($"The Docker Engine at {Endpoint} does not answer, so it could not {doing}: {exception.Message}", exception);
        }
    }

    public async ValueTask RunAsync(string doing, Func<IDockerClient, Task> operation) => await RunAsync(doing, async client =>
    {
        await operation(client);
        return true;
    });

    public void Dispose() => _client?.Dispose();

    /// <summary>The engine's own sentence of an error answer.</summary>
    internal static string MessageOf(DockerApiException exception)
    {
        try
        {
            var body = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(exception.ResponseBody ?? "{}");
            return body is not null && body.TryGetValue("message", out var message) ? message : exception.Message;
        }
        catch (System.Text.Json.JsonException)
        {
            return exception.Message;
        }
    }

    private async ValueTask<ExecutorState> LookAsync(CancellationToken cancellationToken)
    {
        if (_client is null)
            return _state;
        using var deadline = new CancellationTokenSource(ProbeTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var version = await _client.System.GetVersionAsync(either.Token);
            if (!_state.Available)
                Processors = Math.Max(1, (await _client.System.GetSystemInfoAsync(either.Token)).NCPU);
            return new(true, $"{version.Version} (API {version.APIVersion})", $"Docker Engine {version.Version} at {Endpoint} runs functions in containers.");
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new(false, null, $"The Docker Engine at {Endpoint} did not answer within {ProbeTimeout.TotalSeconds:0} s.");
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException or TimeoutException or DockerApiException)
        {
            return new(false, null, Unreachable(exception));
        }
    }

    private string Unreachable(Exception exception) => $"No Docker Engine answers at {Endpoint}: {(exception.InnerException ?? exception).Message}.".Replace("..", ".", StringComparison.Ordinal);

    private static (string? Endpoint, string Reason) EndpointOf(string setting)
    {
        if (setting == "none")
            return (null, "The use of a Docker Engine is switched off.");
        if (setting == "auto")
        {
            var host = Environment.GetEnvironmentVariable("DOCKER_HOST");
            return (host is not null && host.StartsWith("unix://", StringComparison.Ordinal) ? host : "unix:///var/run/docker.sock", "");
        }

        return setting.StartsWith("unix://", StringComparison.Ordinal)
            ? (setting, "")
            : throw new OptionsValidationException(
                nameof(FunctionsOptions), typeof(FunctionsOptions), [$"Docker endpoint '{setting}' is none of: auto, none, unix:///path/of/docker.sock."]);
    }
}
