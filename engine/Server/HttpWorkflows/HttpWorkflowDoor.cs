using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Activities.Http;
using Orchestrator.Core;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Problems;
using Orchestrator.Workflows;

namespace Orchestrator.Server.HttpWorkflows;

/// <summary>
/// Hands a request to the endpoint that listens for it: first a trigger (new instance), then a waiting bookmark, else 404; more than one is 500. The answer goes
/// out after the burst is committed.
/// </summary>
internal sealed class HttpWorkflowDoor(ITriggerIndex triggers, IWorkflowStore store, IWorkflowRuntime runtime, HttpExchanges exchanges, IIdGenerator ids, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context) => await (await AnswerAsync(context)).ExecuteAsync(context);

    private async ValueTask<IResult> AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value![HttpWorkflowEndpoints.BasePath.Length..];
        var starts = EndpointMatch<IndexedTrigger>.Find(triggers.Find(HttpEndpoint.Stimulus).Select(trigger => (trigger, Payload(trigger.Payload))), request.Method, path);
        if (starts.Count > 1)
            return Ambiguous(request, starts.Select(start => start.Listener.DefinitionId));
        if (starts.Count == 1)
            return await HandleAsync(context, starts[0], (exchange, input) => StartAsync(context, exchange, starts[0].Listener, input));

        var waiting = await store.FindBookmarksAsync(
            new BookmarkFilter
            {
                Name = HttpEndpoint.Stimulus,
                CorrelationId = Named(request, "correlationId", "X-Correlation-Id"),
                InstanceId = Named(request, "workflowInstanceId", "X-Workflow-Instance-Id"),
            },
            context.RequestAborted);
        var resumes = EndpointMatch<BookmarkRow>.Find(waiting.Select(row => (row, Payload(row.Bookmark.Payload))), request.Method, path);
        return resumes.Count switch
        {
            0 => Problem.NotFound($"No workflow listens for {request.Method} {request.Path}."),
            1 => await HandleAsync(context, resumes[0], (exchange, input) => ResumeAsync(context, exchange, resumes[0].Listener, input)),
            _ => Ambiguous(request, resumes.Select(resume => $"instance {resume.Listener.InstanceId}")),
        };
    }

    private async ValueTask<IResult> HandleAsync<T>(
        HttpContext context, EndpointMatch<T> match, Func<HttpExchange, Dictionary<string, object?>, ValueTask<IResult>> run)
    {
        if (match.Payload.Authorize && context.User.Identity?.IsAuthenticated != true)
            return Problem.Of(StatusCodes.Status401Unauthorized, "Not signed in", "This endpoint takes callers with an API key, a token or a session.");
        if (match.Payload is { Authorize: true, Policy: { Length: > 0 } role } && !context.User.IsInRole(role))
            return Problem.Of(StatusCodes.Status403Forbidden, "Not allowed", $"This endpoint takes callers with the role '{role}'.");
        var content = await RequestBody.ReadAsync(context.Request, match.Payload, context.RequestAborted);
        if (content.Refusal is { } refusal)
            return refusal;
        var headers = context.Request.Headers;
        using var exchange = exchanges.Open(ids.NewId(), headers["X-Download-Id"].ToString() is { Length: > 0 } download ? download : null, headers.Range.Count > 0);
        var answer = run(exchange, Input(context, match, exchange, content)).AsTask();
        if (match.Payload.RequestTimeout is not { } timeout)
            return await answer;
        try
        {
            return await answer.WaitAsync(timeout, time, context.RequestAborted);
        }
        catch (TimeoutException)
        {
            return Problem.Of(StatusCodes.Status408RequestTimeout, "The workflow takes longer", $"There was no answer within {timeout:c}; the workflow goes on.");
        }
    }

    private async ValueTask<IResult> StartAsync(HttpContext context, HttpExchange exchange, IndexedTrigger trigger, Dictionary<string, object?> input)
    {
        var result = await runtime.RunAsync(
            new StartWorkflow
            {
                DefinitionId = trigger.DefinitionId,
                DefinitionVersionId = trigger.DefinitionVersionId,
                TriggerActivityId = trigger.ActivityId,
                StimulusInput = input,
                Tenant = trigger.Tenant,
                CorrelationId = Named(context.Request, "correlationId", "X-Correlation-Id"),
                InstanceId = InstanceId(context.Request),
            },
            context.RequestAborted);
        if (result.InstanceId is null)
            return Problem.Of(StatusCodes.Status409Conflict, "The workflow does not start now", $"The activation strategy of '{trigger.DefinitionId}' refuses another instance.");
        return Answer(exchange, result.InstanceId, result.State, DateTimeOffset.MinValue);
    }

    private async ValueTask<IResult> ResumeAsync(HttpContext context, HttpExchange exchange, BookmarkRow row, Dictionary<string, object?> input)
    {
        var since = time.GetUtcNow();
        var result = await runtime.RunBookmarkAsync(row.InstanceId, row.Bookmark.Id, input, context.RequestAborted);
        return result.State is null
            ? Problem.NotFound($"No workflow listens for {context.Request.Method} {context.Request.Path} any more.")
            : Answer(exchange, row.InstanceId, result.State, since);
    }

    /// <summary>A fault of this burst is told; older ones of a resumed instance are not this caller's.</summary>
    private static IResult Answer(HttpExchange exchange, string instanceId, WorkflowState? state, DateTimeOffset since)
    {
        if (exchange.Response is { } response)
            return new WrittenResponse(response);
        return state?.Incidents.LastOrDefault(incident => incident.Timestamp >= since) is { } incident ? Faulted(instanceId, incident) : Results.Ok();
    }

    private static IResult Faulted(string instanceId, Incident incident) => Results.Json(
        new
        {
            type = "about:blank",
            title = "The workflow failed",
            status = StatusCodes.Status500InternalServerError,
            detail = incident.Message,
            instanceId,
            activityId = incident.ActivityId,
            code = incident.Code,
        },
        PlainJson.Options,
        "application/problem+json",
        StatusCodes.Status500InternalServerError);

    private static Dictionary<string, object?> Input<T>(HttpContext context, EndpointMatch<T> match, HttpExchange exchange, RequestContent content)
    {
        var request = context.Request;
        return new Dictionary<string, object?>
        {
            [HttpStimulusInput.ExchangeId] = exchange.Id,
            [HttpStimulusInput.Request] = new Dictionary<string, object?>
            {
                ["method"] = request.Method,
                ["path"] = request.Path.Value,
                ["url"] = $"{request.Scheme}://{request.Host}{request.Path}{request.QueryString}",
                ["contentType"] = request.ContentType,
                ["user"] = context.User.Identity?.Name,
            },
            [HttpStimulusInput.ParsedContent] = content.Parsed,
            [HttpStimulusInput.Files] = content.Files,
            [HttpStimulusInput.Outcome] = content.Violation,
            [HttpStimulusInput.RouteData] = match.RouteValues.ToDictionary(value => value.Key, value => (object?)value.Value),
            [HttpStimulusInput.QueryStringData] = request.Query.ToDictionary(value => value.Key, value => RequestBody.Value(value.Value)),
            [HttpStimulusInput.Headers] = request.Headers
                .Where(header => !CredentialHeaders.Contains(header.Key))
                .ToDictionary(header => header.Key, header => RequestBody.Value(header.Value)),
        };
    }

    private static IResult Ambiguous(HttpRequest request, IEnumerable<string> who) => Problem.Of(
        StatusCodes.Status500InternalServerError, "The request is ambiguous", $"More than one workflow listens for {request.Method} {request.Path}: {string.Join(", ", who.Order(StringComparer.Ordinal))}.");

    /// <summary>The id that a started instance gets; null: one of its own. Ids are letters, digits, dashes and underscores, at most 64.</summary>
    private static string? InstanceId(HttpRequest request) =>
        Named(request, "workflowInstanceId", "X-Workflow-Instance-Id") is { Length: <= 64 } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? id : null;

    private static string? Named(HttpRequest request, string query, string header) =>
        request.Query[query].ToString() is { Length: > 0 } value ? value : request.Headers[header].ToString() is { Length: > 0 } given ? given : null;

    private static HttpEndpointPayload? Payload(JsonNode? payload) => payload.Deserialize<HttpEndpointPayload>(PlainJson.Options);

    private static HttpEndpointPayload? Payload(string? payload) => payload is null ? null : JsonSerializer.Deserialize<HttpEndpointPayload>(payload, PlainJson.Options);
}
