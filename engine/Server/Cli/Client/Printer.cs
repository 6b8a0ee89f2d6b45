using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Cli.Client;

/// <summary>Prints results: tables and fields for people, JSON for machines. Progress goes to the error output, so that pipes stay clean.</summary>
internal sealed class Printer(TextWriter output, TextWriter error, bool json)
{
    private const int MaxCell = 60;
    private static readonly JsonSerializerOptions Indented = new(PlainJson.Options) { WriteIndented = true };

    public bool IsJson => json;

    public void Line(string text) => output.WriteLine(text);

    /// <summary>Not part of the result.</summary>
    public void Progress(string text) => error.WriteLine(text);

    public void Json(JsonNode? node) => output.WriteLine(node?.ToJsonString(Indented) ?? "null");

    /// <summary>One JSON value a line, for streams.</summary>
    public void JsonLine(JsonNode node) => output.WriteLine(node.ToJsonString(PlainJson.Options));

    /// <summary>A table of the items; columns are a heading and the path of a value, such as <c>status</c> or <c>labels</c>.</summary>
    public void Table(JsonArray items, params (string Heading, string Path)[] columns)
    {
        var rows = items.Select(item => columns.Select(column => Cell(item?[column.Path])).ToArray()).ToList();
        rows.Insert(0, [.. columns.Select(column => column.Heading)]);
        var widths = columns.Select((_, i) => rows.Max(row => row[i].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, i) => i == row.Length - 1 ? cell : cell.PadRight(widths[i]))).TrimEnd());
    }

    public void Fields(params (string Name, JsonNode? Value)[] fields)
    {
        var width = fields.Max(field => field.Name.Length) + 1;
        foreach (var (name, value) in fields.Where(field => field.Value is not null))
            output.WriteLine($"{(name + ":").PadRight(width)} {Text(value)}");
    }

    public static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => Time(text) ?? text,
        JsonArray list => string.Join(", ", list.Select(Text)),
        JsonObject => node.ToJsonString(PlainJson.Options),
        _ => node.ToString(),
    };

    private static string Cell(JsonNode? node)
    {
        var text = Text(node).ReplaceLineEndings(" ");
        return text.Length <= MaxCell ? text : string.Concat(text.AsSpan(0, MaxCell - 1), "…");
    }

    /// <summary>Times are shown in UTC to the second.</summary>
    private static string? Time(string text) =>
        text.Length is > 18 and < 40 && text[4] == '-' && text[10] == 'T' && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var time)
            ? time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
