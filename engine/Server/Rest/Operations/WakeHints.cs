using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Activities.Http;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Operations;
using Orchestrator.Server.Hosting;
using Orchestrator.Server.HttpWorkflows;

namespace Orchestrator.Server.Rest.Operations;

/// <summary>How the stimuli of the built-in areas are made by hand.</summary>
internal static class WakeHints
{
    public static IServiceCollection AddWakeHints(this IServiceCollection services) => services
        .AddSingleton<IWakeHint>(new Hint(Event.Stimulus, (payload, id) => (
            $"The event '{Text(payload, "eventName")}' is published (names are case-sensitive).",
            $"curl -X POST \"$ORCHESTRATOR_URL/api/v1/events/{Uri.EscapeDataString(Text(payload, "eventName"))}\" -H \"Authorization: ApiKey $ORCHESTRATOR_KEY\" -H 'Content-Type: application/json' -d '{{\"instanceId\":\"{id}\"}}'")))
        .AddSingleton<IWakeHint>(new Hint(HttpEndpoint.Stimulus, (payload, id) => (
            $"A request {Text(payload, "method", "GET").ToUpperInvariant()} {HttpWorkflowEndpoints.BasePath}/{Text(payload, "path").TrimStart('/')} arrives.",
            $"curl -X {Text(payload, "method", "GET").ToUpperInvariant()} \"$ORCHESTRATOR_URL{HttpWorkflowEndpoints.BasePath}/{Text(payload, "path").TrimStart('/')}?workflowInstanceId={id}\"")))
        .AddSingleton<IWakeHint>(new Hint(ApiRequestReceived.StimulusName, (payload, _) => ($"A request to the route '{Text(payload, "route")}' of the tenant API arrives.", null)))
        .AddSingleton<IWakeHint>(provider => new Hint("Orchestrator.SnmpTrapReceived", (payload, _) => (
            "An SNMP trap or inform that passes the filter arrives.",
            $"orchestrator trap send --to {Endpoint(provider)} --trap-oid {First(payload, "oidPrefixes") ?? "1.3.6.1.4.1.6876.4.50.1.0.46"}")))
        .AddSingleton<IWakeHint>(new Hint("Orchestrator.AmqpMessageReceived", (payload, _) => (
            $"A message that passes the filter arrives in the queue '{Text(payload, "queue")}'.",
            $"orchestrator message send --queue {Text(payload, "queue")} --body '{{}}'")));

    private static string Endpoint(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<ServerOptions>();
        return provider.GetSnmpPort() is { } port ? string.Create(CultureInfo.InvariantCulture, $"{options.Snmp?.Address}:{port}") : "HOST:162";
    }

    private static string Text(JsonNode? payload, string name, string otherwise = "") =>
        (payload as JsonObject)?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : otherwise;

    private static string? First(JsonNode? payload, string name) => (payload as JsonObject)?[name] is JsonArray { Count: > 0 } list ? list[0]?.ToString() : null;

    private sealed class Hint(string stimulus, Func<JsonNode?, string, (string, string?)> explain) : IWakeHint
    {
        public string Stimulus => stimulus;

        public (string WakesWhen, string? Example) Explain(JsonNode? payload, string instanceId) => explain(payload, instanceId);
    }
}
