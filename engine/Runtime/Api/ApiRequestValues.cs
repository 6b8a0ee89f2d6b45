namespace Orchestrator.Runtime.Api;

/// <summary>A request as plain values, the way workflows see it (<c>request</c> in the stimulus' input).</summary>
internal static class ApiRequestValues
{
    public static Dictionary<string, object?> Of(ApiRequest request) => new()
    {
        ["id"] = request.Id,
        ["method"] = request.Method,
        ["path"] = request.Path,
        ["query"] = Plain(request.Query),
        ["headers"] = Plain(request.Headers),
        ["body"] = request.BodyText,
        ["route"] = Plain(request.RouteValues),
        ["tenant"] = new Dictionary<string, object?>
        {
            ["name"] = request.Tenant.Name,
            ["orgId"] = request.Tenant.OrgId,
            ["urn"] = request.Tenant.Urn,
        },
        ["caller"] = new Dictionary<string, object?>
        {
            ["user"] = request.Caller.User,
            ["isProvider"] = request.Caller.IsProvider,
            ["tenantName"] = request.Caller.TenantName,
            ["rights"] = request.Caller.Rights is { } rights ? new List<object?>(rights) : null,
        },
        ["replyTo"] = new Dictionary<string, object?>
        {
            ["channel"] = request.ReplyTo.Channel,
            ["requestId"] = request.ReplyTo.RequestId,
            ["exchange"] = request.ReplyTo.Exchange,
            ["routingKey"] = request.ReplyTo.RoutingKey,
            ["correlationId"] = request.ReplyTo.CorrelationId,
        },
    };

    private static Dictionary<string, object?> Plain(IReadOnlyDictionary<string, string> values) => values.ToDictionary(p => p.Key, p => (object?)p.Value);
}
