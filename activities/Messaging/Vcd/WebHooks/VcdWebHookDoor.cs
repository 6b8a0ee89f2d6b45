using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Vcd.WebHooks;

/// <summary>Takes signed calls of vCD: checks who calls, starts the workflow whose <see cref="VcdApiRequest"/> takes the path, and waits for its answer.</summary>
internal sealed class VcdWebHookDoor(
    IApiDispatcher dispatcher, IApiReplies replies, ITenantLookup tenants, IWorkflowStore store, IIdGenerator ids, IOptions<VcdWebHookOptions> options, TimeProvider time)
{
    public async Task<ApiReply> HandleAsync(HttpContext context, string name)
    {
        var cancellationToken = context.RequestAborted;
        var request = context.Request;
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        var body = buffer.ToArray();
        if (options.Value.Hooks.FirstOrDefault(hook => hook.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } hook)
            return ApiReply.Problem(404, "Unknown hook", $"There is no hook '{name}'.");
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : request.Path + request.QueryString;
        var fault = VcdSignature.FindFault(
            hook.Host ?? request.Host.Host, request.Method, target, header => request.Headers[header].ToString() is { Length: > 0 } value ? value : null, body, hook.Secret,
            time.GetUtcNow(), options.Value.MaxAge);
        if (fault is not null)
            return ApiReply.Problem(401, "Not signed by vCloud Director", fault);
        var (organisation, unreadable) = hook.Organisation is { Length: > 0 } given ? (given, null) : OrganisationOf(body);
        if (unreadable is not null)
            return ApiReply.Problem(400, "The body cannot be read", unreadable);
        if (await tenants.FindAsync(organisation, cancellationToken) is not { } tenant)
            return ApiReply.Problem(403, "Unknown organisation", $"Organisation '{organisation}' is no tenant of this orchestrator.");

        // A captured call cannot be played again within the time that its date is good for.
        var key = $"webhook:{hook.Name}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers[VcdSignature.SignatureHeader].ToString())))}";
        if (await store.FindByStimulusKeyAsync($"api:{tenant.Name}:{key}", cancellationToken) is { } earlier)
            return ApiReply.Problem(409, "This call was made before", $"The same signed call was handled already, by run {earlier}.");
        return await CallAsync(request, body, tenant, key, cancellationToken);
    }

    private async Task<ApiReply> CallAsync(HttpRequest request, byte[] body, Tenant tenant, string key, CancellationToken cancellationToken)
    {
        var id = ids.NewId();
        var incoming = new IncomingApiRequest
        {
            Id = id,
            Method = request.Method,
            Path = request.Path.Value ?? "/",
            Query = request.Query.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Headers = request.Headers.Where(h => !h.Key.Equals(VcdSignature.SignatureHeader, StringComparison.OrdinalIgnoreCase))
                .ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body,
            Caller = new ApiCaller("vCloud Director", IsProvider: false, tenant.Name),
            ReplyTo = new ApiReplyTo("http", id),
            IdempotencyKey = key,
        };
        using var wait = replies.Expect(id);
        if (await dispatcher.DispatchAsync(incoming, cancellationToken) is { } reply)
            return reply;
        try
        {
            return AsResult(await wait.Reply.WaitAsync(options.Value.ReplyTimeout, time, cancellationToken));
        }
        catch (TimeoutException)
        {
            return Late(wait.Location);
        }
    }

    /// <summary>vCD takes a text as the result of its task, but knows no JSON besides its own forms.</summary>
    private static ApiReply AsResult(ApiReply reply) => reply is { StatusCode: 200, ContentType: "application/json" } ? reply with { ContentType = "text/plain; charset=utf-8" } : reply;

    /// <summary>vCD takes any status but 200 as an error without words, so the words come in the form of a task.</summary>
    private ApiReply Late(string? location) => ApiReply.Json(200, new
    {
        status = "error",
        error = new
        {
            majorErrorCode = "504",
            minorErrorCode = "ORCHESTRATOR_TIMEOUT",
            message = $"The workflow has not answered within {options.Value.ReplyTimeout}; it goes on, see {location}.",
        },
    }) with
    { ContentType = "application/vnd.vmware.vcloud.task+json" };

    private static (string Organisation, string? Fault) OrganisationOf(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("entity", out var entity) && entity.ValueKind == JsonValueKind.Object
                && entity.TryGetProperty("org", out var org) && org.ValueKind == JsonValueKind.Object && org.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                ? (id.GetString()!, null)
                : ("", "The body names no organisation (entity.org.id): set Organisation of the hook.");
        }
        catch (JsonException exception)
        {
            return ("", $"The body is no JSON: {exception.Message}");
        }
    }
}
