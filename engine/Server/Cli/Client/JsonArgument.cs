using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Server.Hosting;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Cli.Client;

/// <summary>JSON given on the command line: as text, as <c>@file</c>, or as <c>-</c> for the standard input.</summary>
internal static class JsonArgument
{
    public static JsonObject? ReadObject(string option, string? text) => string.IsNullOrEmpty(text)
        ? null
        : ReadValue(option, text) as JsonObject ?? throw new CliException($"{option}: the value is no JSON object.", ExitCode.Usage);

    /// <summary>Any JSON value.</summary>
    public static JsonNode? ReadValue(string option, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var content = ReadText(option, text);
        try
        {
            return PlainJson.ParseNode(content);
        }
        catch (JsonException exception)
        {
            throw new CliException($"{option}: {JsonFault.Describe(exception)}", ExitCode.Usage, exception);
        }
    }

    public static string ReadText(string option, string text)
    {
        try
        {
            return text == "-" ? Console.In.ReadToEnd() : text.StartsWith('@') ? File.ReadAllText(text[1..]) : text;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{option}: {exception.Message}", ExitCode.Usage, exception);
        }
    }

    /// <summary>Values given as <c>name=value</c>; a value that is JSON is taken as JSON, anything else as text.</summary>
    public static JsonObject? ReadPairs(string option, IEnumerable<string>? pairs)
    {
        JsonObject? values = null;
        foreach (var pair in pairs ?? [])
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw new CliException($"{option}: '{pair}' is not NAME=VALUE.", ExitCode.Usage);
            (values ??= [])[pair[..at]] = Value(pair[(at + 1)..]);
        }

        return values;
    }

    private static JsonNode? Value(string text)
    {
        try
        {
            return PlainJson.ParseNode(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text); // Plain text.
        }
    }
}
