using System.Globalization;
using System.Text.Json;

namespace Orchestrator.Workflows;

/// <summary>Says in words where a JSON text is wrong.</summary>
public static class JsonFault
{
    /// <summary>Line and position count from 1; the position is in bytes.</summary>
    public static string Describe(JsonException exception)
    {
        var reason = exception.Message;
        var cut = reason.IndexOf(" Path: ", StringComparison.Ordinal);
        if (cut < 0)
            cut = reason.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        if (cut > 0)
            reason = reason[..cut];
        if (reason.StartsWith("The JSON value could not be converted to", StringComparison.Ordinal))
            reason = "The value has the wrong type.";
        var where = exception.LineNumber is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"Line {line + 1}, position {(exception.BytePositionInLine ?? 0) + 1}")
            : "Somewhere";
        var path = exception.Path is { Length: > 1 } p ? $", at {p}" : "";
        return $"{where}{path}: {reason}";
    }
}
