using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Orchestrator.Lab.Http;

/// <summary>A request whose body was read.</summary>
internal sealed record LabRequest(
    string Method,
    string Path,
    string QueryString,
    RouteValueDictionary Route,
    IQueryCollection Query,
    IHeaderDictionary Headers,
    string Body,
    string BaseUrl)
{
    /// <summary>How the vCD task that the request starts shall fail; null: it shall not.</summary>
    public LabFault? TaskFault { get; init; }

    /// <summary>A GET or HEAD: it changes nothing.</summary>
    public bool IsRead => Method is "GET" or "HEAD";

    public string RouteText(string name) => Route[name]?.ToString() ?? "";

    public static async Task<LabRequest> ReadAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        return new LabRequest(
            http.Request.Method,
            http.Request.Path.Value ?? "/",
            http.Request.QueryString.Value ?? "",
            http.Request.RouteValues,
            http.Request.Query,
            http.Request.Headers,
            body,
            $"{http.Request.Scheme}://{http.Request.Host}");
    }
}
