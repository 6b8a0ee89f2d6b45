using System.Text.RegularExpressions;

namespace Orchestrator.Activities.Messaging.Matching;

/// <summary>A condition on a text: between slashes it is a regular expression (found anywhere; <c>/i</c> at the end ignores case), else the text must be equal.</summary>
internal static class TextCondition
{
    /// <summary>Compiles a condition. Throws <see cref="FormatException"/> with what is wrong.</summary>
    /// <param name="name">What the condition is on, for the message.</param>
    public static Func<string, bool> Compile(string name, string expected)
    {
        var end = expected.EndsWith("/i", StringComparison.Ordinal) ? expected.Length - 2 : expected.Length - 1;
        if (expected.Length < 3 || expected[0] != '/' || end < 2 || expected[end] != '/')
            return value => string.Equals(value, expected, StringComparison.Ordinal);
        var options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | (end < expected.Length - 1 ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            return new Regex(expected[1..end], options).IsMatch;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The condition on '{name}' is no regular expression that can be used here: {exception.Message}", exception);
        }
    }
}
