using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Orchestrator.Server.Docs.Activities;

/// <summary>The documentation comments of the product's assemblies, as Markdown; from the XML files beside the program.</summary>
internal sealed partial class XmlDocs
{
    private readonly Dictionary<string, (string Summary, string Remarks)> _byMember = new(StringComparer.Ordinal);

    public XmlDocs(IEnumerable<Assembly> assemblies)
    {
        foreach (var file in assemblies.Select(a => Path.ChangeExtension(a.Location, ".xml")).Distinct().Where(File.Exists))
        {
            foreach (var member in XDocument.Load(file).Descendants("member"))
                _byMember[member.Attribute("name")!.Value] = (Text(member.Element("summary")), Text(member.Element("remarks")));
        }
    }

    /// <summary>Summary and remarks of a type; empty texts where it has none.</summary>
    public (string Summary, string Remarks) Of(Type type) => _byMember.GetValueOrDefault($"T:{type.FullName}", ("", ""));

    private static string Text(XElement? element) => element is null ? "" : Spaces().Replace(string.Concat(element.Nodes().Select(Node)), " ").Trim();

    private static string Node(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see => $"`{Reference(see)}`",
        XElement { Name.LocalName: "c" or "paramref" or "typeparamref" } code => $"`{(code.Value.Length > 0 ? code.Value : code.Attribute("name")?.Value)}`",
        XElement other => string.Concat(other.Nodes().Select(Node)),
        _ => "",
    };

    /// <summary><c>M:A.B.C.Do``1(D)</c> becomes <c>C.Do</c>, <c>T:A.B.C</c> becomes <c>C</c>.</summary>
    private static string Reference(XElement see)
    {
        if (see.Attribute("langword")?.Value is { } word)
            return word;
        var id = see.Attribute("cref")?.Value ?? see.Value;
        var name = Generics().Replace(id.Split('(')[0], "");
        var parts = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('.');
        return id.StartsWith("T:", StringComparison.Ordinal) || parts.Length < 2 ? parts[^1] : $"{parts[^2]}.{parts[^1]}";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"`+\d+|\{.*\}")]
    private static partial Regex Generics();
}
