using System.Collections;
using System.Globalization;

namespace Orchestrator.Activities.Http;

/// <summary>Headers as definitions hold them: a value or a list of values for each name.</summary>
internal static class HttpHeaderValues
{
    public static IEnumerable<KeyValuePair<string, string>> Flatten(IDictionary<string, object?>? headers)
    {
        foreach (var (name, value) in headers ?? new Dictionary<string, object?>())
        {
            if (value is IEnumerable many and not string)
            {
                foreach (var one in many)
                    yield return KeyValuePair.Create(name, Text(one));
            }
            else
            {
                yield return KeyValuePair.Create(name, Text(value));
            }
        }
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
