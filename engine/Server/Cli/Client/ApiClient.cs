using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Server.Hosting;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Cli.Client;

/// <summary>Talks to a server; every failure is a <see cref="CliException"/> in words.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    public ApiClient(Uri address, string key)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key);
    }

    public Task<JsonNode?> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    public Task<JsonNode?> PostAsync(string path, JsonNode? body, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, path, new StringContent(body?.ToJsonString(PlainJson.Options) ?? "{}", Encoding.UTF8, "application/json"), cancellationToken);

    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, content, HttpCompletionOption.ResponseContentRead, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return text.Length == 0 ? null : PlainJson.ParseNode(text);
    }

    public async Task<byte[]> DownloadAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <summary>Dispose of the response when the stream was read.</summary>
    public Task<HttpResponseMessage> StreamAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            response = await _http.SendAsync(request, completion, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new CliException($"The server at {_http.BaseAddress} cannot be reached: {exception.Message} Start it with 'orchestrator serve', or name another with --url.", ExitCode.Unreachable, exception);
        }

        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw new CliException(Describe(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken)), ExitCode.Refused);
    }

    /// <summary>Problem details as lines: what, and each fault.</summary>
    private static string Describe(HttpStatusCode status, string body)
    {
        JsonObject? problem = null;
        try
        {
            problem = PlainJson.ParseNode(body) as JsonObject;
        }
        catch (JsonException)
        {
            // Something in between has answered; the status says what there is to say.
        }

        var text = new StringBuilder($"{problem?["title"] ?? status.ToString()} ({(int)status})");
        if (problem?["detail"] is { } detail)
            text.Append($": {detail}");
        foreach (var (field, faults) in problem?["errors"] as JsonObject ?? [])
        {
            foreach (var fault in faults as JsonArray ?? [])
                text.Append($"{Environment.NewLine}  {field}: {fault}");
        }

        return text.ToString();
    }
}
