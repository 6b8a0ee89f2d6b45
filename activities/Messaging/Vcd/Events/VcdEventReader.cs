using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Orchestrator.Activities.Messaging.Vcd.Events;

/// <summary>
/// Reads notifications: the XML of the exchange that the cell's settings name, the JSON of <c>…notifications20</c> and of MQTT (vCloud API Programming Guide, "Notifications").
/// Ids may be urns or bare UUIDs; prefixes and namespaces are not looked at.
/// </summary>
internal static class VcdEventReader
{
    /// <summary>Gives the event, or a sentence that says what is wrong.</summary>
    public static (VcdEvent? Event, string? Fault) Read(ReadOnlyMemory<byte> body)
    {
        var first = body.Span.TrimStart("\uFEFF \t\r\n"u8);
        return first.Length > 0 && first[0] == (byte)'<' ? ReadXml(body) : ReadJson(body);
    }

    private static (VcdEvent? Event, string? Fault) ReadJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : (null, "The notification is JSON, but no object.");
        }
        catch (JsonException exception)
        {
            return (null, $"The notification is neither XML nor JSON: {exception.Message}");
        }
    }

    private static (VcdEvent? Event, string? Fault) Read(JsonElement json)
    {
        string Text(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return Checked(new VcdEvent
        {
            Id = VcdUrn.IdOf(Text("eventId")),
            Type = Text("type"),
            Timestamp = Text("timestamp"),
            Success = !json.TryGetProperty("operationSuccess", out var success) || success.ToString().Equals("true", StringComparison.OrdinalIgnoreCase),
            Org = VcdUrn.IdOf(Text("org")),
            User = Text("user"),
            Entity = Text("entity"),
            Task = Text("task"),
            TaskOwner = Text("taskOwner"),
        });
    }

    private static (VcdEvent? Event, string? Fault) ReadXml(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var stream = new MemoryStream(body.ToArray());
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = XElement.Load(reader);
            if (root.Name.LocalName != "Notification")
                return (null, $"The notification's root element is '{root.Name.LocalName}', not 'Notification'.");
            return Read(root);
        }
        catch (XmlException exception)
        {
            return (null, $"The notification is no well-formed XML: {exception.Message}");
        }
    }

    private static (VcdEvent? Event, string? Fault) Read(XElement root)
    {
        XElement? Link(string rel, string kind) => root.Elements().FirstOrDefault(e => e.Name.LocalName == "EntityLink" && Attribute(e, "rel") == rel
            && (kind.Length == 0 || Attribute(e, "type").Equals($"vcloud:{kind}", StringComparison.OrdinalIgnoreCase)));
        string Text(string name) => root.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim() ?? "";
        var (entity, user, org, task) = (Link("entity", ""), Link("down", "user"), Link("up", "org"), Link("task", ""));
        return Checked(new VcdEvent
        {
            Id = VcdUrn.IdOf(Attribute(root, "eventId")),
            Type = Attribute(root, "type"),
            Timestamp = Text("Timestamp"),
            Success = !Text("OperationSuccess").Equals("false", StringComparison.OrdinalIgnoreCase),
            Org = VcdUrn.IdOf(Attribute(org, "id")),
            OrgName = Attribute(org, "name"),
            User = Attribute(user, "id"),
            UserName = Attribute(user, "name"),
            Entity = Attribute(entity, "id"),
            EntityName = Attribute(entity, "name"),
            Task = Attribute(task, "id"),
            TaskName = Attribute(task, "name"),
            TaskOwner = Attribute(Link("task:owner", ""), "id"),
        });
    }

    private static string Attribute(XElement? element, string name) => element?.Attributes().FirstOrDefault(a => a.Name.LocalName == name)?.Value ?? "";

    private static (VcdEvent? Event, string? Fault) Checked(VcdEvent read)
    {
        var faults = new List<string>();
        if (read.Id.Length == 0)
            faults.Add("eventId is missing or holds no UUID");
        if (read.Type.Length == 0)
            faults.Add("type is missing");
        if (read.Org.Length == 0)
            faults.Add("the organisation is missing");
        return faults.Count == 0 ? (read, null) : (null, $"The notification is malformed: {string.Join("; ", faults)}.");
    }
}
