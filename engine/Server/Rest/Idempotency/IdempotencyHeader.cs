namespace Orchestrator.Server.Rest.Idempotency;

/// <summary>The header <c>Idempotency-Key</c>, bound to who sends it and what it asks.</summary>
internal static class IdempotencyHeader
{
    public const string Name = "Idempotency-Key";

    /// <summary>Null when the request has none.</summary>
    public static string? Of(HttpContext context) => context.Request.Headers[Name].ToString().Trim() is { Length: > 0 } key
        ? $"{context.User.Identity?.Name}:{context.Request.Method}:{context.Request.Path}:{key}"
        : null;
}
