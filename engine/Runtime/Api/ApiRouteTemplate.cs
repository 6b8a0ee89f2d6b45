namespace Orchestrator.Runtime.Api;

/// <summary>
/// A path template such as <c>/api/org/{org}/functions/{name}</c> or <c>/api/org/{org}/{*rest}</c>. Literals match case-insensitively, a parameter takes one
/// non-empty segment, a catch-all takes one or more segments. Immutable.
/// </summary>
public sealed class ApiRouteTemplate
{
    private readonly Segment[] _segments;

    private ApiRouteTemplate(Segment[] segments)
    {
        _segments = segments;
        Shape = string.Join('/', segments.Select(s => s.Kind == SegmentKind.Literal ? s.Text.ToUpperInvariant() : s.Kind == SegmentKind.Parameter ? "{}" : "{*}"));
    }

    /// <summary>The more specific template comes first: literal before parameter before catch-all, from left to right.</summary>
    public static IComparer<ApiRouteTemplate> BySpecificity { get; } = Comparer<ApiRouteTemplate>.Create(Compare);

    private enum SegmentKind
    {
        Literal,
        Parameter,
        CatchAll,
    }

    /// <summary>Equal for templates that match the same paths.</summary>
    public string Shape { get; }

    /// <summary>Parses a template; an empty parameter name or a catch-all that is not last is an <see cref="ArgumentException"/>.</summary>
    public static ApiRouteTemplate Parse(string pattern)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        var parts = Split(pattern);
        var segments = new Segment[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            segments[i] = ParseSegment(pattern, parts[i]);
            if (segments[i].Kind == SegmentKind.CatchAll && i != parts.Length - 1)
                throw new ArgumentException($"Route '{pattern}': the catch-all '{parts[i]}' must be the last segment.", nameof(pattern));
        }

        return new ApiRouteTemplate(segments);
    }

    /// <summary>Values of the parameters when the path fits; null when it does not.</summary>
    public Dictionary<string, string>? Match(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = Split(path);
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _segments.Length; i++)
        {
            if (i >= parts.Length)
                return null;
            var segment = _segments[i];
            switch (segment.Kind)
            {
                case SegmentKind.Literal when !segment.Text.Equals(parts[i], StringComparison.OrdinalIgnoreCase):
                    return null;
                case SegmentKind.Parameter:
                    values[segment.Text] = parts[i];
                    break;
                case SegmentKind.CatchAll:
                    values[segment.Text] = string.Join('/', parts[i..]);
                    return values;
                default:
                    break;
            }
        }

        return parts.Length == _segments.Length ? values : null;
    }

    private static int Compare(ApiRouteTemplate one, ApiRouteTemplate other)
    {
        for (var i = 0; i < Math.Min(one._segments.Length, other._segments.Length); i++)
        {
            var order = one._segments[i].Kind.CompareTo(other._segments[i].Kind);
            if (order != 0)
                return order;
        }

        return other._segments.Length.CompareTo(one._segments.Length);
    }

    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static Segment ParseSegment(string pattern, string text)
    {
        if (!text.StartsWith('{') || !text.EndsWith('}'))
            return new Segment(SegmentKind.Literal, text);
        var name = text[1..^1].TrimStart('*');
        if (name.Length == 0)
            throw new ArgumentException($"Route '{pattern}' has a parameter without a name.", nameof(pattern));
        return new Segment(text.StartsWith("{*", StringComparison.Ordinal) ? SegmentKind.CatchAll : SegmentKind.Parameter, name);
    }

    private readonly record struct Segment(SegmentKind Kind, string Text);
}
