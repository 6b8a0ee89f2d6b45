using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Orchestrator.Runtime.Secrets;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Problems;

namespace Orchestrator.Server.Rest.Idempotency;

/// <summary>
/// Answers a POST with an <c>Idempotency-Key</c> once: a repetition gets the answer of the first, also after a restart. Another body under the same key is 422; a
/// repetition while the first is still being worked on is 409. Answers of 500 and more are not kept. Keys live for a day and belong to their caller and route.
/// Kept answers are encrypted, for a new API key may be among them.
/// </summary>
internal static class IdempotencyFilter
{
    public const int MaxKeyLength = 200;
    public const int MaxAnswer = 1024 * 1024;

    /// <summary>A request that was not answered by then was interrupted with its process.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(5);

    private static readonly string[] KeptHeaders = ["Location", "ETag"];

    public static IApplicationBuilder UseIdempotency(this IApplicationBuilder app) => app.Use((context, next) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal)
            && context.User.Identity?.IsAuthenticated == true && IdempotencyHeader.Of(context) is { } key
            ? OnceAsync(context, key, next)
            : next(context));

    private static async Task OnceAsync(HttpContext context, string key, RequestDelegate next)
    {
        if (context.Request.Headers[IdempotencyHeader.Name].ToString().Length > MaxKeyLength)
        {
            await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, "The idempotency key is too long", $"At most {MaxKeyLength} characters are allowed.");
            return;
        }

        var cancellationToken = context.RequestAborted;
        var store = context.RequestServices.GetRequiredService<IRequestStore>();
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var protector = context.RequestServices.GetRequiredService<ISecretProtector>();
        key = Secrets.HashOf(key);
        var hash = await HashBodyAsync(context.Request, cancellationToken);
        switch (await store.BeginAsync(key, hash, time.GetUtcNow() - Abandoned, cancellationToken))
        {
            case null:
                await AnswerAndKeepAsync(context, store, protector, key, next);
                break;
            case var known when known.BodyHash != hash:
                await Problem.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, "Another request has this key", "The Idempotency-Key was used with another body: take a new key.");
                break;
            case { Answer: { } answer }:
                await ReplayAsync(context.Response, answer, protector, cancellationToken);
                break;
            default:
                context.Response.Headers.RetryAfter = "1";
                await Problem.WriteAsync(context, StatusCodes.Status409Conflict, "The request is being worked on", "The first request with this Idempotency-Key has not been answered yet.");
                break;
        }
    }

    private static async Task<string> HashBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.EnableBuffering();
        var hash = await SHA256.HashDataAsync(request.Body, cancellationToken);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(SHA256.HashData([.. hash, .. Encoding.UTF8.GetBytes(request.QueryString.Value ?? "")]));
    }

    private static async Task AnswerAndKeepAsync(HttpContext context, IRequestStore store, ISecretProtector protector, string key, RequestDelegate next)
    {
        var body = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        var kept = false;
        try
        {
            await next(context);
            if (context.Response.StatusCode < 500 && buffer.Length <= MaxAnswer)
            {
                // The client may be gone; the answer is kept for when it comes back.
                await store.CompleteAsync(key, Answer(context.Response, buffer, protector), CancellationToken.None);
                kept = true;
            }
        }
        finally
        {
            context.Response.Body = body;
            if (!kept)
                await store.ForgetAsync(key, CancellationToken.None);
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(body, context.RequestAborted);
    }

    private static KnownAnswer Answer(HttpResponse response, MemoryStream body, ISecretProtector protector)
    {
        var headers = KeptHeaders.Where(name => response.Headers.ContainsKey(name)).ToDictionary(name => name, name => response.Headers[name].ToString());
        return new KnownAnswer(response.StatusCode, response.ContentType, JsonSerializer.Serialize(headers), Encoding.ASCII.GetBytes(protector.Protect("", Convert.ToBase64String(body.ToArray()))));
    }

    private static async Task ReplayAsync(HttpResponse response, KnownAnswer answer, ISecretProtector protector, CancellationToken cancellationToken)
    {
        response.StatusCode = answer.Status;
        response.Headers["Idempotent-Replayed"] = "true";
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(answer.Headers)!)
            response.Headers[name] = value;
        var body = Convert.FromBase64String(protector.Unprotect("", Encoding.ASCII.GetString(answer.Body.Span)));
        if (body.Length == 0)
            return;
        response.ContentType = answer.ContentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, cancellationToken);
    }
}
