using Orchestrator.Runtime.Api;

namespace Orchestrator.Server.Problems;

/// <summary>Problem details (RFC 9457), the one form of every error answer.</summary>
internal static class Problem
{
    public static IResult Of(int status, string title, string? detail = null, IReadOnlyDictionary<string, string[]>? errors = null) =>
        Results.Extensions.Reply(ApiReply.Problem(status, title, detail, errors));

    public static IResult NotFound(string what) => Of(StatusCodes.Status404NotFound, "Not found", what);

    /// <summary>All faults of a request body at once.</summary>
    public static IResult Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        Of(StatusCodes.Status400BadRequest, "The request is not valid", "See 'errors' for each fault.", errors);

    public static Task WriteAsync(HttpContext context, int status, string title, string? detail) => Of(status, title, detail).ExecuteAsync(context);
}
