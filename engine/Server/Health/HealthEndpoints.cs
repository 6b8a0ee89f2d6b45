using Orchestrator.Runtime;

namespace Orchestrator.Server.Health;

internal static class HealthEndpoints
{
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    /// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: every part listens and works; 503 names the one that does not.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/health").AllowAnonymous().WithTags("Server");
        group.MapGet("/live", () => new LiveAnswer("live")).WithSummary("Whether the process answers");
        group.MapGet("/ready", ReadyAsync).WithSummary("Whether every part listens and works").Produces<HealthAnswer>().Produces<HealthAnswer>(503);
    }

    private static async Task<IResult> ReadyAsync(IEnumerable<IReadinessPart> parts, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        var checks = parts.Select(part => CheckAsync(part, time, cancellationToken)).ToArray();
        var results = (await Task.WhenAll(checks)).OrderBy(result => result.Name, StringComparer.Ordinal).ToDictionary(result => result.Name, result => result.Part);
        var ready = results.Values.All(part => part.Ready);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new HealthAnswer(ready ? "ready" : "not ready", results), statusCode: ready ? 200 : 503);
    }

    private static async Task<(string Name, PartAnswer Part)> CheckAsync(IReadinessPart part, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var status = await part.CheckAsync(cancellationToken).AsTask().WaitAsync(CheckTimeout, time, cancellationToken);
            return (part.Name, new PartAnswer(status.IsReady, status.Detail));
        }
        catch (TimeoutException)
        {
            return (part.Name, new PartAnswer(false, $"No answer within {CheckTimeout.TotalSeconds:0} seconds."));
        }
    }

    internal sealed record LiveAnswer(string Status);

    /// <param name="Status"><c>ready</c> or <c>not ready</c>.</param>
    internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, PartAnswer> Parts);

    internal sealed record PartAnswer(bool Ready, string? Detail);
}
