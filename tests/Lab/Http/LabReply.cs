using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Orchestrator.Lab.Http;

/// <summary>An answer, complete before its first byte leaves.</summary>
internal sealed record LabReply(int Status, string? ContentType = null, string? Body = null)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static LabReply Json(int status, JsonNode body) => new(status, "application/json", body.ToJsonString(Indented));

    public LabReply With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }

    public async Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        foreach (var (name, value) in Headers)
            http.Response.Headers[name] = value;
        if (string.IsNullOrEmpty(Body))
            return;
        http.Response.ContentType = ContentType;
        await http.Response.WriteAsync(Body, http.RequestAborted);
    }
}
