using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orchestrator.Activities.VCloud;

/// <summary>
/// Speaks to vCloud Director: negotiates the API version (36.0 preferred, then the highest from 33.0, then 31.0 or what there is), signs in, repeats a call once after 401,
/// and turns errors into <see cref="VcdException"/>. Source: vCloud API Programming Guide, "Logging In and Getting an Organization List".
/// </summary>
/// <remarks>Thread-safe. Only the path and query of an href are used: calls and the token go to the configured address and nowhere else.</remarks>
public sealed partial class VcdClient(IHttpClientFactory httpClients, IOptions<VcdOptions> options, ILogger<VcdClient> logger) : IDisposable
{
    internal const string HttpClientName = "vcd";

    private readonly SemaphoreSlim _signIn = new(1, 1);
    private VcdSession? _session;

    /// <summary>Whether an address is configured.</summary>
    public bool IsConfigured => options.Value.Url is not null;

    /// <summary>Whether the user is a provider administrator.</summary>
    public bool IsProvider => options.Value.IsProvider;

    /// <summary>Reads an XML resource.</summary>
    /// <exception cref="VcdException">vCD refused, or could not be reached.</exception>
    public async ValueTask<XElement> GetAsync(string href, CancellationToken cancellationToken)
    {
        var response = await SendAsync(HttpMethod.Get, href, null, null, cancellationToken);
        return response.Xml ?? throw new VcdException(response.StatusCode, "NO_XML", $"vCloud Director answered GET {PathOf(href)} without XML.");
    }

    /// <summary>Sends a request, with an XML body where given.</summary>
    /// <exception cref="VcdException">vCD refused, or could not be reached.</exception>
    public async ValueTask<VcdResponse> SendAsync(HttpMethod method, string href, string? contentType, XElement? body, CancellationToken cancellationToken)
    {
        var (answer, text) = await ExchangeAsync(method, href, "application/*+xml", () => body is null ? null : Xml(body, contentType ?? VcdXml.Plain), cancellationToken);
        using (answer)
            return new VcdResponse((int)answer.StatusCode, ParseXml(PathOf(href), text), answer.Headers.Location?.ToString());
    }

    /// <summary>Sends a request of the JSON API (<c>/cloudapi</c>); null when the answer has no body.</summary>
    /// <exception cref="VcdException">vCD refused, or could not be reached.</exception>
    public async ValueTask<JsonNode?> SendJsonAsync(HttpMethod method, string href, JsonNode? body, CancellationToken cancellationToken)
    {
        var (answer, text) = await ExchangeAsync(method, href, "application/json", () => body is null ? null : Json(body), cancellationToken);
        using (answer)
        {
            try
            {
                return text.Length == 0 ? null : JsonNode.Parse(text);
            }
            catch (JsonException exception)
            {
                throw new VcdException(502, "BAD_JSON", $"vCloud Director answered {PathOf(href)} with JSON that cannot be read: {exception.Message}", exception);
            }
        }
    }

    /// <summary>User and session token, by which the message bus takes a user's sign-in.</summary>
    internal async ValueTask<(string User, string Token)> BusCredentialsAsync(CancellationToken cancellationToken)
    {
        var session = await SessionAsync(cancellationToken);
        return (options.Value.LoginName, session.HeaderValue.Split(' ')[^1]);
    }

    /// <summary>Forgets the session, so that the next call signs in anew.</summary>
    internal void ForgetSession() => Volatile.Write(ref _session, null);

    private async ValueTask<(HttpResponseMessage Answer, string Text)> ExchangeAsync(
        HttpMethod method, string href, string accept, Func<HttpContent?> content, CancellationToken cancellationToken)
    {
        var path = PathOf(href);
        for (var signedInAgain = false; ; signedInAgain = true)
        {
            var session = await SessionAsync(cancellationToken);
            using var request = new HttpRequestMessage(method, new Uri(BaseUrl(), path));
            request.Headers.TryAddWithoutValidation(session.HeaderName, session.HeaderValue);
            request.Headers.TryAddWithoutValidation("Accept", $"{accept};version={session.ApiVersion}");
            request.Content = content();

            var answer = await SendAsync(request, cancellationToken);
            LogCall(logger, method, path, (int)answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.Unauthorized && !signedInAgain)
            {
                answer.Dispose();
                LogSessionEnded(logger);
                Interlocked.CompareExchange(ref _session, null, session);
                continue;
            }

            var text = await ReadAsync(answer, cancellationToken);
            if (answer.IsSuccessStatusCode)
                return (answer, text);
            answer.Dispose();
            throw VcdErrors.Parse(method, path, answer.StatusCode, text);
        }
    }

    /// <summary>Whether two hrefs name the same resource, whatever host they carry.</summary>
    internal static bool SameResource(string left, string right) => string.Equals(PathOf(left), PathOf(right), StringComparison.OrdinalIgnoreCase);

    public void Dispose() => _signIn.Dispose();

    private static string PathOf(string href) => Uri.TryCreate(href, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal)
        ? uri.PathAndQuery
        : "/" + href.TrimStart('/');

    private static ByteArrayContent Xml(XElement body, string contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToString(SaveOptions.DisableFormatting)));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return content;
    }

    private static ByteArrayContent Json(JsonNode body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        return content;
    }

    private static XElement? ParseXml(string path, string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("<"))
            return null;
        try
        {
            return XElement.Parse(text);
        }
        catch (System.Xml.XmlException exception)
        {
            throw new VcdException(502, "BAD_XML", $"vCloud Director answered {path} with XML that cannot be read: {exception.Message}", exception);
        }
    }

    private Uri BaseUrl() => options.Value.Url
        ?? throw new VcdException(400, "NOT_CONFIGURED", "vCloud Director is not configured: give its address, user and password (ORCHESTRATOR_VCD__URL …), or start with --lab.");

    private async ValueTask<VcdSession> SessionAsync(CancellationToken cancellationToken)
    {
        if (_session is { } session)
            return session;
        await _signIn.WaitAsync(cancellationToken);
        try
        {
            return _session ??= await SignInAsync(cancellationToken);
        }
        finally
        {
            _signIn.Release();
        }
    }

    private async ValueTask<VcdSession> SignInAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var version = await NegotiateAsync(cancellationToken);
        var bearer = VersionNumber(version) >= 33m;
        var path = !bearer ? "/api/sessions" : settings.IsProvider ? "/cloudapi/1.0.0/sessions/provider" : "/cloudapi/1.0.0/sessions";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(BaseUrl(), path));
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.LoginName}:{settings.Password}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        request.Headers.TryAddWithoutValidation("Accept", bearer ? $"application/json;version={version}" : $"application/*+xml;version={version}");

        using var answer = await SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw VcdErrors.Parse(HttpMethod.Post, path, answer.StatusCode, await ReadAsync(answer, cancellationToken));
        var header = bearer ? "X-VMWARE-VCLOUD-ACCESS-TOKEN" : "x-vcloud-authorization";
        if (!answer.Headers.TryGetValues(header, out var tokens))
            throw new VcdException((int)answer.StatusCode, "NO_TOKEN", $"vCloud Director answered POST {path} without header {header}.");
        LogSignedIn(logger, BaseUrl(), settings.LoginName, version);
        var token = tokens.First();
        return bearer ? new VcdSession(version, "Authorization", $"Bearer {token}") : new VcdSession(version, "x-vcloud-authorization", token);
    }

    private async ValueTask<string> NegotiateAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(BaseUrl(), "/api/versions"));
        request.Headers.TryAddWithoutValidation("Accept", "application/*+xml");
        using var answer = await SendAsync(request, cancellationToken);
        var text = await ReadAsync(answer, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw VcdErrors.Parse(HttpMethod.Get, "/api/versions", answer.StatusCode, text);
        var versions = ParseXml("/api/versions", text).Children("VersionInfo").Select(v => v.Text("Version")).Where(v => VersionNumber(v) > 0).ToList();
        if (versions.Contains("36.0"))
            return "36.0";
        return versions.Where(v => VersionNumber(v) >= 33m).MaxBy(VersionNumber)
            ?? (versions.Contains("31.0") ? "31.0" : versions.MaxBy(VersionNumber))
            ?? throw new VcdException(502, "NO_VERSION", "vCloud Director answered GET /api/versions without a version that can be read.");
    }

    private static decimal VersionNumber(string version) => decimal.TryParse(version, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private async ValueTask<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await httpClients.CreateClient(HttpClientName).SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new VcdException(0, "UNREACHABLE", $"vCloud Director at {options.Value.Url} cannot be reached: {exception.Message}", exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new VcdException(0, "TIMEOUT", $"vCloud Director at {options.Value.Url} did not answer within {options.Value.RequestTimeoutSeconds} s.", exception);
        }
    }

    private static async ValueTask<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
}
