using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Orchestrator.Activities.Messaging.Snmp.Captures;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Traps;

/// <summary>Asks a server what would become of recorded datagrams.</summary>
internal static class TrapReplayTrial
{
    /// <summary>As much as the server takes at once; what repeats over the bound is folded anew.</summary>
    private const int MaxDatagrams = 10_000;
    private const int MaxBytes = 3_000_000;

    public static async Task<int> RunAsync(IReadOnlyList<CapturedDatagram> datagrams, string url, string? key, bool printsAll, CancellationToken cancellationToken)
    {
        if (key is null)
            throw new StartupException("--api-key or ORCHESTRATOR_API_KEY is needed: the rules are the provider's.") { ExitCode = ExitCode.Usage };
        using var http = new HttpClient { BaseAddress = new Uri(url.TrimEnd('/') + "/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var start = 0; start < datagrams.Count;)
        {
            var bytes = 0;
            var part = datagrams.Skip(start).Take(MaxDatagrams).TakeWhile(datagram => (bytes += datagram.Bytes.Length) == datagram.Bytes.Length || bytes <= MaxBytes).ToList();
            foreach (var item in await AskAsync(http, part, cancellationToken))
                Print(item!, start, printsAll, counts);
            start += part.Count;
        }

        Console.WriteLine($"Dry run; nothing was changed: {string.Join(", ", counts.Select(pair => $"{pair.Value} {pair.Key}"))}.");
        return ExitCode.Ok;
    }

    private static async Task<JsonArray> AskAsync(HttpClient http, IEnumerable<CapturedDatagram> datagrams, CancellationToken cancellationToken)
    {
        var body = new
        {
            datagrams = datagrams.Select(datagram => new { hex = Convert.ToHexStringLower(datagram.Bytes), source = datagram.Source.ToString(), at = datagram.At }),
        };
        try
        {
            using var answer = await http.PostAsJsonAsync("api/v1/snmp/rules/try", body, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw new StartupException($"{http.BaseAddress} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            return (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!["items"]!.AsArray();
        }
        catch (HttpRequestException exception)
        {
            throw new StartupException($"{http.BaseAddress} cannot be reached: {exception.Message} Give --url of a running server.");
        }
    }

    private static void Print(JsonNode item, int start, bool printsAll, SortedDictionary<string, int> counts)
    {
        var outcome = item["outcome"]!.GetValue<string>();
        counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
        if (!printsAll && outcome is "delivered" or "collapsed")
            return;
        var what = item["name"]?.GetValue<string>() ?? item["trapOid"]?.GetValue<string>() ?? "";
        var rule = item["ruleId"]?.GetValue<string>() is { } id ? $" [rule {id}]" : "";
        var actions = item["actions"]?.AsArray() is { Count: > 0 } list ? $" → {string.Join(", ", list.Select(action => action!.GetValue<string>()))}" : "";
        Console.WriteLine($"{start + item["index"]!.GetValue<int>(),7}  {outcome,-15} {what}{rule}{actions} {item["reason"]?.GetValue<string>()}".TrimEnd());
    }
}
