using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Api;

/// <summary>
/// Starts a workflow for requests to a URL that vCloud Director hands over through its API extensibility (AMQP, or MQTT from 10.2), or as a signed webhook; the same URL is served
/// by this server's own HTTP. The workflow answers with <see cref="ReplyToVcdApi"/>.
/// </summary>
/// <remarks>
/// <para>Result: <c>{id, method, path, query, headers, body (text), json (the parsed body, null when it is no JSON), route (values of the pattern's parameters),
/// tenant {name, orgId, urn}, caller {user, isProvider, tenantName, rights}}</c>. Credentials are taken out of the headers.</para>
/// <para>The tenant is the caller's organisation as vCD vouches for it. A path with <c>{org}</c> must name that organisation, else the caller gets 404, as for one that does not
/// exist; a provider administrator may name any. The most specific pattern wins; a tenant's own definition goes before the provider's.</para>
/// </remarks>
[Activity("Orchestrator", "vCloud Director", "Starts the workflow for API requests that vCloud Director hands over.", Kind = ActivityKind.Trigger, DisplayName = "vCD API request")]
public sealed class VcdApiRequest : Trigger<IDictionary<string, object?>>
{
    /// <summary>Registered type name, and name of the stimulus.</summary>
    public const string TypeName = "Orchestrator.VcdApiRequest";

    [Input(DisplayName = "URL pattern", Description = "Path with parameters, such as /api/org/{org}/shop/{item}; a last {*rest} takes what remains. Begins with /api/ or /hooks/.", Order = 1)]
    public Input<string> UrlPattern { get; set; } = default!;

    [Input(Description = "HTTP methods. Empty: all.", UIHint = "multitext", Order = 2)]
    public Input<ICollection<string>>? Methods { get; set; }

    [Input(Description = "Rights of vCD that the caller must have, by name or urn. Names without a namespace are registered with vCD as rights of this product's extension.",
        UIHint = "multitext", Order = 3)]
    public Input<ICollection<string>>? Rights { get; set; }

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var pattern = context.Get(UrlPattern)?.Trim() ?? "";
        if (!pattern.StartsWith("/api/", StringComparison.Ordinal) && !pattern.StartsWith("/hooks/", StringComparison.Ordinal))
            throw new WorkflowFaultException($"'{pattern}' is no URL pattern: it must begin with /api/ or /hooks/, like /api/org/{{org}}/shop/{{item}}.", "vcd.bad-pattern");
        if (pattern.StartsWith("/api/v1/", StringComparison.OrdinalIgnoreCase))
            throw new WorkflowFaultException($"'{pattern}' cannot be taken: /api/v1 is this server's own.", "vcd.bad-pattern");
        try
        {
            ApiRouteTemplate.Parse(pattern);
        }
        catch (ArgumentException exception)
        {
            throw new WorkflowFaultException(exception.Message, "vcd.bad-pattern", null, exception);
        }

        var methods = Cleaned(context.Get(Methods)).Select(method => method.ToUpperInvariant()).ToList();
        if (methods.Find(method => !method.All(char.IsAsciiLetterUpper)) is { } bad)
            throw new WorkflowFaultException($"'{bad}' is no HTTP method: write them like GET and POST, one each.", "vcd.bad-method");
        return new VcdApiRoutePayload { UrlPattern = pattern, Methods = methods, Rights = Cleaned(context.Get(Rights)) };
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.IsTriggerOfWorkflow)
        {
            throw new WorkflowFaultException(
                $"{TypeName} begins workflows and cannot wait within one: let a second workflow begin with it and publish an event that this one waits for.", "vcd.not-a-start");
        }

        var request = context.StimulusInput.TryGetValue("request", out var value) && value is IDictionary<string, object?> given
            ? new Dictionary<string, object?>(given)
            : throw new WorkflowFaultException($"{TypeName} was started without a request.", "vcd.no-request");
        context.WorkflowExecutionContext.Properties[ReplyToApi.RequestProperty] = value;
        request["json"] = Parse(request.GetValueOrDefault("body") as string);
        request.Remove("replyTo");
        Result.Set(context, request);
        return context.CompleteActivityAsync();
    }

    private static List<string> Cleaned(ICollection<string>? values) => [.. (values ?? []).Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value.Trim())];

    private static object? Parse(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return null;
        try
        {
            return JsonSerializer.Deserialize<object?>(body, PlainJson.Options);
        }
        catch (JsonException)
        {
            return null; // The workflow sees the text.
        }
    }
}
