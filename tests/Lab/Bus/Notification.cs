using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Orchestrator.Lab.State;
using Orchestrator.Lab.Vcd;

namespace Orchestrator.Lab.Bus;

/// <summary>A notification in all its forms (vCloud API Programming Guide 5.5, "Notifications").</summary>
internal sealed record Notification(EventState Event, string BaseUrl, string OrgName, string UserName)
{
    public string RoutingKey
    {
        get
        {
            var key = $"{X.Bool(Event.Success)}.{Event.EntityId}.{Event.OrgId}.{Event.UserId}.{Event.Type.Replace('/', '.')}";
            return Event.TaskName is null ? key : $"{key}.{Event.TaskName}";
        }
    }

    public Dictionary<string, object?> Headers
    {
        get
        {
            var headers = new Dictionary<string, object?>
            {
                ["notification.type"] = Event.Type,
                ["notification.operationSuccess"] = X.Bool(Event.Success),
                ["notification.entityType"] = $"com.vmware.vcloud.entity.{Event.EntityKind}",
                ["notification.entityUUID"] = Event.EntityId.ToString(),
                ["notification.orgUUID"] = Event.OrgId.ToString(),
                ["notification.userUUID"] = Event.UserId.ToString(),
            };
            if (Event.TaskId is { } task)
                headers["notification.taskUUID"] = task.ToString();
            return headers;
        }
    }

    public string ToXml()
    {
        XElement Link(string rel, string kind, string name, Guid id) => new(
            X.Ext + "EntityLink",
            new XAttribute("rel", rel),
            new XAttribute("type", $"vcloud:{kind}"),
            new XAttribute("name", name),
            new XAttribute("id", $"urn:vcloud:{kind}:{id}"));
        return X.ToText(new XElement(
            X.Ext + "Notification",
            new XAttribute(XNamespace.Xmlns + "vmext", X.Ext),
            new XAttribute(XNamespace.Xmlns + "vcloud", X.V),
            new XAttribute("type", Event.Type),
            new XAttribute("eventId", Event.Id),
            new XElement(X.Ext + "Link", new XAttribute("rel", "entityResolver"), new XAttribute("href", $"{BaseUrl}/api/entity/")),
            Link("entity", Event.EntityKind, Event.EntityName, Event.EntityId),
            Link("down", "user", UserName, Event.UserId),
            Link("up", "org", OrgName, Event.OrgId),
            Event.TaskId is { } task ? Link("task", "task", Event.TaskName ?? "", task) : null,
            new XElement(X.Ext + "Timestamp", X.Time(Event.At)),
            new XElement(X.Ext + "OperationSuccess", X.Bool(Event.Success))));
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["eventId"] = $"urn:vcloud:event:{Event.Id}",
            ["type"] = Event.Type,
            ["timestamp"] = Event.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture),
            ["operationSuccess"] = Event.Success,
            ["user"] = $"urn:vcloud:user:{Event.UserId}",
            ["org"] = $"urn:vcloud:org:{Event.OrgId}",
            ["entity"] = $"urn:vcloud:{Event.EntityKind}:{Event.EntityId}",
        };
        if (Event.TaskId is { } task)
            json["task"] = $"urn:vcloud:task:{task}";
        if (Event.OwnerUrn is { } owner)
            json["taskOwner"] = owner;
        return json;
    }
}
