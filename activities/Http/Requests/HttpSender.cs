using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>Sends the request of an activity, once per execution.</summary>
internal static class HttpSender
{
    public const string ClientName = "orchestrator-workflows";

    /// <summary>
    /// The receipt of an earlier attempt when there is one. Methods that change something carry a key of the execution as <c>Idempotency-Key</c>, so that a receiver
    /// that knows it does not do the same twice after a crash.
    /// </summary>
    public static ValueTask<HttpReceipt> SendAsync(ActivityExecutionContext context, IHttpRequestInputs inputs, string effect, bool asBytes = false)
    {
        var url = inputs.Url is null ? null : context.Get(inputs.Url);
        if (url is not { IsAbsoluteUri: true } || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw HttpRequestInputs.Fault(context, "Url", "is no http or https address", "http.bad-url");
        var method = HttpRequestInputs.Method(context, inputs);
        var content = inputs.Content.GetOrDefault(context);
        var contentType = HttpRequestInputs.ContentType(context, inputs);
        var authorization = HttpRequestInputs.Authorization(context, inputs);
        var headers = HttpRequestInputs.Headers(context, inputs);
        var client = context.GetRequiredService<IHttpClientFactory>();
        return context.RunEffectAsync(new EffectRequest<HttpReceipt>
        {
            Name = effect,
            Act = async (_, cancellationToken) =>
            {
                using var request = new HttpRequestMessage(method, url) { Content = Encode(content, contentType) };
                if (authorization is not null)
                    request.Headers.TryAddWithoutValidation("Authorization", authorization);
                foreach (var (name, value) in headers)
                {
                    if (!request.Headers.TryAddWithoutValidation(name, value))
                        request.Content?.Headers.TryAddWithoutValidation(name, value);
                }

                if (method != HttpMethod.Get && method != HttpMethod.Head && !request.Headers.Contains("Idempotency-Key"))
                    request.Headers.TryAddWithoutValidation("Idempotency-Key", $"{context.WorkflowExecutionContext.Id}:{context.Id}:send");
                return await ExchangeAsync(client, request, asBytes, cancellationToken);
            },
        });
    }

    /// <summary>JSON as plain values, anything else as text.</summary>
    public static object? Parse(HttpReceipt receipt)
    {
        if (string.IsNullOrEmpty(receipt.Body) || receipt.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
            return receipt.Body;
        try
        {
            return JsonSerializer.Deserialize<object?>(receipt.Body, PlainJson.Options);
        }
        catch (JsonException exception)
        {
            throw new WorkflowFaultException($"The response says that it is JSON, but it is not: {exception.Message}", "http.bad-json", receipt.Body, exception);
        }
    }

    private static async ValueTask<HttpReceipt> ExchangeAsync(IHttpClientFactory clients, HttpRequestMessage request, bool asBytes, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            return new HttpReceipt
            {
                StatusCode = (int)response.StatusCode,
                ContentType = response.Content.Headers.ContentType?.ToString(),
                Body = asBytes ? null : await response.Content.ReadAsStringAsync(cancellationToken),
                Bytes = asBytes ? await response.Content.ReadAsByteArrayAsync(cancellationToken) : null,
                Headers = Shown(response.Headers.Concat(response.Content.Headers)),
                ContentHeaders = asBytes ? Shown(response.Content.Headers) : null,
            };
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new WorkflowFaultException(
                $"The response of {request.RequestUri!.GetLeftPart(UriPartial.Path)} is larger than the {client.MaxResponseContentBufferSize >> 20} MiB that a workflow takes.",
                "http.response-too-large", null, exception);
        }
        catch (HttpRequestException)
        {
            return new HttpReceipt { Failure = HttpReceipt.NotConnected };
        }
        catch (TaskCanceledException exception) when (exception.InnerException is TimeoutException)
        {
            return new HttpReceipt { Failure = HttpReceipt.TimedOut };
        }
    }

    private static Dictionary<string, object?> Shown(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers) => headers
        .Where(header => !Runtime.Api.CredentialHeaders.Contains(header.Key))
        .ToDictionary(header => header.Key, header => (object?)string.Join(", ", header.Value));

    private static HttpContent? Encode(object? content, string? contentType)
    {
        if (content is null)
            return null;
        var (bytes, type) = content switch
        {
            string text => (Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8"),
            byte[] raw => (raw, "application/octet-stream"),
            _ => (JsonSerializer.SerializeToUtf8Bytes(content, content.GetType(), PlainJson.Options), "application/json"),
        };
        return new ByteArrayContent(bytes)
        {
            Headers = { ContentType = MediaTypeHeaderValue.Parse(string.IsNullOrWhiteSpace(contentType) ? type : contentType) },
        };
    }
}
