using System.Text;
using System.Text.Json;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Tests.Functions;

/// <summary>An answer of the tenant API.</summary>
internal sealed record TestReply(ApiReply Reply, IReadOnlyList<string> Instances)
{
    public int Status => Reply.StatusCode;

    public string Text => Encoding.UTF8.GetString(Reply.Body);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Reply.Body);

    public string Detail => Json.GetProperty("detail").GetString()!;
}
