using System.Text.Json.Nodes;
using Orchestrator.Activities.Messaging.Snmp.Captures;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Traps;

/// <summary>Asks a server what would become of recorded datagrams.</summary>
internal static class TrapReplayTrial
{
    /// <summary>As much as the server takes at once; what repeats over the bound is folded anew.</summary>
    private const int MaxDatagrams = 10_000;
    private const int MaxBytes = 3_000_000;

    public static async Task<int> RunAsync(IReadOnlyList<CapturedDatagram> datagrams, ApiClient api, Printer printer, bool printsAll, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var start = 0; start < datagrams.Count;)
        {
            var bytes = 0;
            var part = datagrams.Skip(start).Take(MaxDatagrams).TakeWhile(datagram => (bytes += datagram.Bytes.Length) == datagram.Bytes.Length || bytes <= MaxBytes).ToList();
            foreach (var item in await AskAsync(api, part, cancellationToken))
                Print(item!, start, printer, printsAll, counts);
            start += part.Count;
        }

        if (!printer.IsJson)
            printer.Line($"Dry run; nothing was changed: {string.Join(", ", counts.Select(pair => $"{pair.Value} {pair.Key}"))}.");
        return ExitCode.Ok;
    }

    private static async Task<JsonArray> AskAsync(ApiClient api, IEnumerable<CapturedDatagram> datagrams, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["datagrams"] = new JsonArray([.. datagrams.Select(datagram => new JsonObject
            {
                ["hex"] = Convert.ToHexStringLower(datagram.Bytes),
                ["source"] = datagram.Source.ToString(),
                ["at"] = datagram.At,
            })]),
        };
        return (await api.PostAsync("/api/v1/snmp/rules/try", body, cancellationToken))!["items"]!.AsArray();
    }

    private static void Print(JsonNode item, int start, Printer printer, bool printsAll, SortedDictionary<string, int> counts)
    {
        var outcome = item["outcome"]!.GetValue<string>();
        counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
        if (printer.IsJson)
        {
            item["index"] = start + item["index"]!.GetValue<int>();
            printer.JsonLine(item);
            return;
        }

        if (!printsAll && outcome is "delivered" or "collapsed")
            return;
        var what = item["name"]?.GetValue<string>() ?? item["trapOid"]?.GetValue<string>() ?? "";
        var rule = item["ruleId"]?.GetValue<string>() is { } id ? $" [rule {id}]" : "";
        var actions = item["actions"]?.AsArray() is { Count: > 0 } list ? $" → {string.Join(", ", list.Select(action => action!.GetValue<string>()))}" : "";
        printer.Line($"{start + item["index"]!.GetValue<int>(),7}  {outcome,-15} {what}{rule}{actions} {item["reason"]?.GetValue<string>()}".TrimEnd());
    }
}
