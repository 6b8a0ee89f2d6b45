using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Activities.VCloud;

/// <summary>
/// The API extension over vCD's own MQTT bus (10.2 and later): <c>/cloudapi/extensions/api</c>, its token and its URL filters. Source: Cloud Director API Programming Guide and the
/// extension library's page on API extensibility.
/// </summary>
internal sealed class VcdMqttExtension(VcdClient client, IOptions<VcdOptions> options) : IVcdBusAccess
{
    private const string Extensions = "/cloudapi/extensions/api";
    private const string Tokens = "/cloudapi/1.0.0/tokens";
    private const string Filters = "/cloudapi/1.0.0/apiFilters";

    private string Name => $"{options.Value.ExtensionVendor}/{options.Value.ExtensionName}/{options.Value.ExtensionVersion}";

    private string Urn => $"urn:vcloud:extension-api:{options.Value.ExtensionVendor}:{options.Value.ExtensionName}:{options.Value.ExtensionVersion}";

    public async ValueTask<(string Id, string Monitor, string Respond)> EnsureAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var found = await FindAsync(Extensions, value => (string?)value["id"] == Urn, cancellationToken);
        var wanted = new JsonObject
        {
            ["name"] = settings.ExtensionName,
            ["version"] = settings.ExtensionVersion,
            ["vendor"] = settings.ExtensionVendor,
            ["priority"] = 50,
            ["enabled"] = "true",
            ["authorizationEnabled"] = "false",
            ["description"] = "Workflows of the orchestrator",
        };
        if (found is null)
            found = await client.SendJsonAsync(HttpMethod.Post, Extensions, wanted, cancellationToken);
        else if (found["enabled"]?.ToString().Equals("true", StringComparison.OrdinalIgnoreCase) != true)
            found = await client.SendJsonAsync(HttpMethod.Put, $"{Extensions}/{Urn}", wanted, cancellationToken);
        return found?["mqttTopics"] is { } topics && (string?)topics["monitor"] is { } monitor && (string?)topics["respond"] is { } respond
            ? ((string?)found["id"] ?? Urn, monitor, respond)
            : throw new VcdException(502, "NO_TOPICS", "vCloud Director answered without the topics of the API extension: it must be 10.2 or newer.");
    }

    public async ValueTask<VcdApiAccess?> OpenApiAsync(CancellationToken cancellationToken)
    {
        if (!client.IsConfigured || !options.Value.UsesMqtt)
            return null;
        var (id, monitor, respond) = await EnsureAsync(cancellationToken);

        // A token is shown once and kept nowhere: each start makes its own and takes the last one's back.
        if (await FindAsync(Tokens, value => (string?)value["name"] == Name, cancellationToken) is { } old)
            await client.SendJsonAsync(HttpMethod.Delete, $"{Tokens}/{old["id"]}", null, cancellationToken);
        var token = await client.SendJsonAsync(HttpMethod.Post, Tokens, new JsonObject { ["name"] = Name, ["type"] = "EXTENSION", ["extensionId"] = id }, cancellationToken);
        return (string?)token?["token"] is { } secret
            ? new VcdApiAccess(Broker(), Name, secret, monitor, respond)
            : throw new VcdException(502, "NO_TOKEN", "vCloud Director answered without the token of the API extension.");
    }

    public async ValueTask<VcdEventAccess?> OpenEventsAsync(CancellationToken cancellationToken)
    {
        if (!client.IsConfigured || !options.Value.UsesMqtt)
            return null;
        var (user, token) = await client.BusCredentialsAsync(cancellationToken);
        return new VcdEventAccess(Broker(), user, token, "publish/#");
    }

    public void Refused() => client.ForgetSession();

    public async ValueTask<IReadOnlyDictionary<string, string>> ListFiltersAsync(CancellationToken cancellationToken) =>
        (await ValuesAsync(Filters, cancellationToken)).Where(value => (string?)value["externalSystem"]?["id"] == Urn)
            .Select(value => (Pattern: (string?)value["urlMatcher"]?["urlPattern"], Id: (string?)value["id"])).Where(filter => filter is { Pattern: not null, Id: not null })
            .DistinctBy(filter => filter.Pattern).ToDictionary(filter => filter.Pattern!, filter => filter.Id!);

    public async ValueTask AddFilterAsync(string pattern, CancellationToken cancellationToken) => await client.SendJsonAsync(
        HttpMethod.Post,
        Filters,
        new JsonObject
        {
            ["externalSystem"] = new JsonObject { ["id"] = Urn, ["name"] = options.Value.ExtensionName },
            ["urlMatcher"] = new JsonObject { ["urlPattern"] = pattern, ["urlScope"] = "API" },
            ["responseContentType"] = null,
        },
        cancellationToken);

    public async ValueTask RemoveFilterAsync(string id, CancellationToken cancellationToken) =>
        await client.SendJsonAsync(HttpMethod.Delete, $"{Filters}/{id}", null, cancellationToken);

    public async ValueTask<bool> RemoveAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(Extensions, value => (string?)value["id"] == Urn, cancellationToken) is not JsonObject found)
            return false;
        found["enabled"] = "false";
        await client.SendJsonAsync(HttpMethod.Put, $"{Extensions}/{Urn}", found.DeepClone(), cancellationToken);
        await client.SendJsonAsync(HttpMethod.Delete, $"{Extensions}/{Urn}", null, cancellationToken);
        return true;
    }

    private Uri Broker()
    {
        var url = options.Value.Url!;
        return new UriBuilder(url) { Scheme = url.Scheme == Uri.UriSchemeHttps ? "wss" : "ws", Path = "/messaging/mqtt" }.Uri;
    }

    private async ValueTask<JsonNode?> FindAsync(string path, Func<JsonNode, bool> isWanted, CancellationToken cancellationToken) =>
        (await ValuesAsync(path, cancellationToken)).FirstOrDefault(isWanted);

    private async ValueTask<IReadOnlyList<JsonNode>> ValuesAsync(string path, CancellationToken cancellationToken)
    {
        var found = new List<JsonNode>();
        for (var page = 1; ; page++)
        {
            var answer = await client.SendJsonAsync(HttpMethod.Get, $"{path}?page={page}&pageSize=128", null, cancellationToken);
            var values = answer as JsonArray ?? answer?["values"] as JsonArray ?? [];
            found.AddRange(values.OfType<JsonNode>());
            if (answer is JsonArray || page >= ((int?)answer?["pageCount"] ?? 1))
                return found;
        }
    }
}
