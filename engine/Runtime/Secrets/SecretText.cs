using System.Text.RegularExpressions;

namespace Orchestrator.Runtime.Secrets;

/// <summary>How protected secrets look, and what people see instead of them.</summary>
public static partial class SecretText
{
    /// <summary>Begins every protected value.</summary>
    public const string Prefix = "secret:v1:";

    /// <summary>Shown instead of a secret.</summary>
    public const string Mask = "********";

    public static bool LooksProtected(string value) => value.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>A text, such as JSON, with every protected value in it masked.</summary>
    public static string MaskIn(string text) => text.Contains(Prefix, StringComparison.Ordinal) ? Protected().Replace(text, Mask) : text;

    /// <summary>Plain data (dictionaries, lists, texts) with every protected value in it masked; the data itself is not changed.</summary>
    public static object? MaskIn(object? value) => value switch
    {
        string text => MaskIn(text),
        IDictionary<string, object?> map => map.ToDictionary(p => p.Key, p => MaskIn(p.Value)),
        IEnumerable<object?> list => list.Select(MaskIn).ToList(),
        _ => value,
    };

    [GeneratedRegex("secret:v1:[A-Za-z0-9_-]*")]
    private static partial Regex Protected();
}
