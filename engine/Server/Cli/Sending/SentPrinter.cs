using System.CommandLine;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;

namespace Orchestrator.Server.Cli.Sending;

/// <summary>Says what was sent: a sentence for people, JSON for machines.</summary>
internal static class SentPrinter
{
    public static Option<bool> Option() => new("--json") { Description = "Print what was sent as JSON instead of a sentence." };

    public static void Print(ParseResult parsed, Option<bool> json, JsonObject sent, string sentence)
    {
        var printer = new Printer(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(json));
        if (printer.IsJson)
            printer.Json(sent);
        else
            printer.Line(sentence);
    }
}
