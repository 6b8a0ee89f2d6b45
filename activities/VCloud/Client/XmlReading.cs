using System.Xml.Linq;

namespace Orchestrator.Activities.VCloud;

/// <summary>Reads XML by local names: prefixes and namespaces differ between vCD versions, names do not.</summary>
internal static class XmlReading
{
    public static XElement? Child(this XElement element, string localName) => element.Elements().FirstOrDefault(e => e.Name.LocalName == localName);

    public static IEnumerable<XElement> Children(this XElement? element, string localName) =>
        element?.Elements().Where(e => e.Name.LocalName == localName) ?? [];

    public static XElement? Path(this XElement element, params ReadOnlySpan<string> localNames)
    {
        var current = element;
        foreach (var name in localNames)
        {
            if (current?.Child(name) is not { } next)
                return null;
            current = next;
        }

        return current;
    }

    public static string Text(this XElement? element, string localName) => element?.Child(localName)?.Value.Trim() ?? "";

    public static string Attr(this XElement? element, string name) => element?.Attributes().FirstOrDefault(a => a.Name.LocalName == name)?.Value ?? "";

    public static string? LinkHref(this XElement element, string rel, string? type = null) =>
        element.Children("Link").FirstOrDefault(l => l.Attr("rel") == rel && (type is null || l.Attr("type") == type))?.Attr("href");

    /// <summary>The UUID at the end of an href, urn or id such as <c>…/api/vApp/vm-3f9e…</c>.</summary>
    public static string Uuid(string hrefOrId)
    {
        var text = hrefOrId.TrimEnd('/');
        return text.Length >= 36 && Guid.TryParse(text.AsSpan(text.Length - 36), out _) ? text[^36..].ToLowerInvariant() : "";
    }
}
