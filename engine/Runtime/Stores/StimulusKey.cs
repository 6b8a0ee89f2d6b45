namespace Orchestrator.Runtime.Stores;

/// <summary>Idempotency keys that are made of the key of a stimulus, one for each thing that it does.</summary>
public static class StimulusKey
{
    /// <summary>Between the two parts; sources do not use it in their keys.</summary>
    private const char Separator = '\u001f';

    /// <summary>Follows <see cref="Separator"/>.</summary>
    private const char AfterSeparator = '\u0020';

    public static string Of(string key, string what) => $"{key}{Separator}{what}";

    public static bool IsOf(string candidate, string key) =>
        candidate.StartsWith(key, StringComparison.Ordinal) && (candidate.Length == key.Length || candidate[key.Length] == Separator);

    /// <summary>Where the keys that are made of this one lie in ordinal order: from the first text on, below the second.</summary>
    public static (string From, string Until) Range(string key) => ($"{key}{Separator}", $"{key}{AfterSeparator}");
}
