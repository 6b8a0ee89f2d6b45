using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>Speaks HTTP with the server inside a container, over its unix socket.</summary>
internal sealed class ContainerDoor : IDisposable
{
    /// <summary>What an answer may have beyond the handler's own body: headers, logs, escapes.</summary>
    private const int Overhead = 1024 * 1024;

    private readonly HttpClient _client;
    private readonly int _maxReply;

    public ContainerDoor(string socket, int maxReplyBytes)
    {
        // Text in JSON may need six characters for one byte.
        _maxReply = checked((maxReplyBytes * 6) + Overhead);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = async (_, cancellationToken) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
                    return new NetworkStream(connection, ownsSocket: true);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            },
        };
        _client = new HttpClient(handler) { BaseAddress = new Uri("http://function/"), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What is wrong with the handler's module; null when it is loaded.</summary>
    public async ValueTask<string?> HealthAsync(CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(new Uri("_/health", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var health = Deserialize<Health>(await ReadAsync(response, cancellationToken));
        return health.Loaded ? null : health.Error ?? "handler.js does not load";
    }

    public async ValueTask<FunctionReply> CallAsync(FunctionVersion version, string callId, FunctionRequest request, CancellationToken cancellationToken)
    {
        var context = new Dictionary<string, object?>
        {
            ["callId"] = callId,
            ["function"] = version.Name,
            ["tenant"] = version.Tenant,
            ["version"] = version.Version,
            ["env"] = version.Source.Environment,
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?> { ["request"] = request, ["context"] = context }, PlainJson.Options);
        using var message = new HttpRequestMessage(HttpMethod.Post, "_/call") { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.Add("x-call-id", callId);
        using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var text = await ReadAsync(response, cancellationToken);
        if (text is null)
            return FunctionReply.Failure(CallOutcome.TooLarge, $"The answer is longer than {_maxReply} bytes.");
        return response.IsSuccessStatusCode
            ? Deserialize<FunctionReply>(text)
            : FunctionReply.Failure(CallOutcome.Invalid, $"The function's server answered {(int)response.StatusCode}.");
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The body, or null when it is too long. The other side is not trusted.</summary>
    private async ValueTask<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (all.Length + read > _maxReply)
                return null;
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    private static T Deserialize<T>(byte[]? json) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json ?? [], PlainJson.Options) ?? throw new FormatException("The function's server answered null.");
        }
        catch (JsonException exception)
        {
            throw new FormatException("The function's server answered no JSON of the agreed shape.", exception);
        }
    }

    private sealed record Health(bool Loaded, string? Error);
}
