using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Vrops;

/// <summary>Speaks to the suite-api of vRealize Operations: acquires a token, and another one once after 401. Source: vRealize Operations API, "Authentication".</summary>
/// <remarks>Thread-safe.</remarks>
public sealed partial class VropsClient(IHttpClientFactory httpClients, IOptions<VropsOptions> options, ILogger<VropsClient> logger) : IDisposable
{
    internal const string HttpClientName = "vrops";
    private const int PageSize = 1000;

    private readonly SemaphoreSlim _signIn = new(1, 1);
    private string? _token;

    /// <summary>Whether an address is configured.</summary>
    public bool IsConfigured => options.Value.Url is not null;

    /// <summary>Reads a resource below <c>/suite-api/</c>.</summary>
    /// <exception cref="VropsException">vROps refused, or could not be reached.</exception>
    public async ValueTask<JsonObject> GetAsync(string path, CancellationToken cancellationToken) => await SendAsync(HttpMethod.Get, path, null, cancellationToken) ?? [];

    /// <summary>Sends a request; gives the JSON object of the answer, null when it has none.</summary>
    /// <exception cref="VropsException">vROps refused, or could not be reached.</exception>
    public async ValueTask<JsonObject?> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        for (var signedInAgain = false; ; signedInAgain = true)
        {
            var token = await TokenAsync(cancellationToken);
            using var request = Request(method, path, body);
            request.Headers.TryAddWithoutValidation("Authorization", $"vRealizeOpsToken {token}");
            if (path.StartsWith("internal/", StringComparison.Ordinal))
                request.Headers.TryAddWithoutValidation("X-vRealizeOps-API-use-unsupported", "true");

            using var answer = await SendAsync(request, cancellationToken);
            LogCall(logger, method, path, (int)answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.Unauthorized && !signedInAgain)
            {
                LogTokenEnded(logger);
                Interlocked.CompareExchange(ref _token, null, token);
                continue;
            }

            return await ReadAsync(method, path, answer, cancellationToken);
        }
    }

    /// <summary>Items of a list, all pages.</summary>
    /// <param name="path">Path with its own query, if any.</param>
    /// <param name="listKey">Name of the list in the answer, such as <c>resourceList</c>.</param>
    public async ValueTask<IReadOnlyList<JsonObject>> ListAsync(string path, string listKey, CancellationToken cancellationToken)
    {
        var items = new List<JsonObject>();
        for (var page = 0; ; page++)
        {
            var answer = await GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page={page}&pageSize={PageSize}", cancellationToken);
            var found = (answer[listKey] as JsonArray ?? []).OfType<JsonObject>().ToList();
            items.AddRange(found);
            if (found.Count == 0 || items.Count >= ((answer["pageInfo"] as JsonObject)?["totalCount"]?.GetValue<int>() ?? 0))
                return items;
        }
    }

    public void Dispose() => _signIn.Dispose();

    private Uri Address(string path) => new(BaseUrl(), $"/suite-api/{path}");

    private Uri BaseUrl() => options.Value.Url
        ?? throw new VropsException(400, "vRealize Operations is not configured: give its address, user and password (ORCHESTRATOR_VROPS__URL …), or start with --lab.");

    private HttpRequestMessage Request(HttpMethod method, string path, JsonNode? body)
    {
        var request = new HttpRequestMessage(method, Address(path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(PlainJson.Options), Encoding.UTF8, "application/json");
        return request;
    }

    private async ValueTask<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (_token is { } token)
            return token;
        await _signIn.WaitAsync(cancellationToken);
        try
        {
            return _token ??= await AcquireAsync(cancellationToken);
        }
        finally
        {
            _signIn.Release();
        }
    }

    private async ValueTask<string> AcquireAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        const string path = "api/auth/token/acquire";
        using var request = Request(HttpMethod.Post, path, new JsonObject { ["username"] = settings.User, ["password"] = settings.Password, ["authSource"] = settings.AuthSource });
        using var answer = await SendAsync(request, cancellationToken);
        var json = await ReadAsync(HttpMethod.Post, path, answer, cancellationToken);
        var token = json?["token"]?.GetValue<string>() ?? throw new VropsException((int)answer.StatusCode, "vROps answered the sign-in without a token.");
        LogSignedIn(logger, BaseUrl(), settings.User);
        return token;
    }

    private async ValueTask<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await httpClients.CreateClient(HttpClientName).SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new VropsException(0, $"vROps at {options.Value.Url} cannot be reached: {exception.Message}", exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new VropsException(0, $"vROps at {options.Value.Url} did not answer within {options.Value.RequestTimeoutSeconds} s.", exception);
        }
    }

    private static async ValueTask<JsonObject?> ReadAsync(HttpMethod method, string path, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        var json = Parse(text);
        if (answer.IsSuccessStatusCode)
            return json;
        var message = json?["message"]?.ToString() ?? (text.Length > 300 ? text[..300] : text);
        throw new VropsException((int)answer.StatusCode, $"vROps answered {(int)answer.StatusCode} to {method} {path}: {(message.Length == 0 ? answer.ReasonPhrase : message)}");
    }

    private static JsonObject? Parse(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{"))
            return null;
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
