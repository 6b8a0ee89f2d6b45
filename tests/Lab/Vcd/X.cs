using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Orchestrator.Lab.Vcd;

/// <summary>Names and habits of vCD's XML.</summary>
internal static class X
{
    public static readonly XNamespace V = "http://www.vmware.com/vcloud/v1.5";
    public static readonly XNamespace Ext = "http://www.vmware.com/vcloud/extension/v1.5";
    public static readonly XNamespace Ovf = "http://schemas.dmtf.org/ovf/envelope/1";
    public static readonly XNamespace Rasd = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData";
    public static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";
    public static readonly XNamespace Versions = "http://www.vmware.com/vcloud/versions";

    public static string Mime(string kind) => $"application/vnd.vmware.vcloud.{kind}+xml";

    public static string AdminMime(string kind) => $"application/vnd.vmware.admin.{kind}+xml";

    public static XElement Link(string rel, string href, string? type = null, string? name = null)
    {
        var link = new XElement(V + "Link", new XAttribute("rel", rel), new XAttribute("href", href));
        if (type is not null)
            link.Add(new XAttribute("type", type));
        if (name is not null)
            link.Add(new XAttribute("name", name));
        return link;
    }

    /// <summary>A reference element with href, id, name and type.</summary>
    public static XElement Reference(string element, string href, string name, string type, string? id = null)
    {
        var reference = new XElement(V + element, new XAttribute("href", href));
        if (id is not null)
            reference.Add(new XAttribute("id", id));
        reference.Add(new XAttribute("name", name), new XAttribute("type", type));
        return reference;
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Bool(bool value) => value ? "true" : "false";

    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string ToText(XElement root) => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.ToString();

    /// <summary>Parses a request body.</summary>
    /// <exception cref="VcdError">It is no XML, or its root is another element.</exception>
    public static XElement Parse(string body, params XName[] roots)
    {
        XElement root;
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            root = XElement.Load(reader);
        }
        catch (XmlException e)
        {
            throw VcdError.BadRequest($"Bad request - Error parsing XML: {e.Message}");
        }

        if (roots.Length > 0 && !roots.Contains(root.Name))
            throw VcdError.BadRequest($"Bad request - Unexpected root element {root.Name}.");
        return root;
    }

    public static bool Flag(this XElement element, string attribute, bool fallback) =>
        element.Attribute(attribute) is { } found ? XmlConvert.ToBoolean(found.Value) : fallback;

    /// <summary>The uuid at the end of a link (<c>…/vApp/vm-uuid</c>, <c>urn:vcloud:vm:uuid</c>), or null.</summary>
    public static Guid? IdOf(string? link) =>
        link is { Length: >= 36 } && Guid.TryParseExact(link[^36..], "D", out var id) ? id : null;
}
