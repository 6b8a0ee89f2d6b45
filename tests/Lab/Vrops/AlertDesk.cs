using System.Globalization;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vrops;

/// <summary>Raises and clears alerts and says which traps go out for it: one for each receiver of the matching rules.</summary>
internal static class AlertDesk
{
    public static (AlertState Alert, IReadOnlyList<TrapOrder> Traps) Raise(LabState state, LabWorld world, AlertRequest request)
    {
        if (request.Definition.Length == 0)
            throw VropsError.BadRequest("The name of an alert definition is expected in \"definition\".");
        var vrops = state.Vrops;
        var definition = vrops.AlertDefinitions.Find(d => d["name"]!.ToString() == request.Definition);
        var (resourceId, resourceName) = ResourceOf(vrops, definition?["id"]?.ToString(), request);
        var alert = new AlertState
        {
            Id = world.Ids.NewId(),
            ResourceId = resourceId,
            ResourceName = resourceName,
            ResourceKind = vrops.Resources.Exists(r => r.Id == resourceId) ? "VirtualMachine" : "Environment",
            DefinitionId = definition?["id"]?.ToString() ?? "",
            DefinitionName = request.Definition,
            DefinitionDescription = request.Description ?? definition?["description"]?.ToString() ?? "",
            Level = request.Level.ToUpperInvariant(),
            Metric = request.Metric,
            Message = request.Message ?? $"symptomSet: 1; relation: self; {request.Definition}",
            StartedAt = world.Now,
            UpdatedAt = world.Now,
        };
        vrops.Alerts.Add(alert);
        return (alert, Orders(vrops, world, alert, AlertTrap.Active, request.TrapTo));
    }

    public static IReadOnlyList<TrapOrder> Change(LabState state, LabWorld world, Guid id, int kind)
    {
        var alert = state.Vrops.Alerts.Find(a => a.Id == id) ?? throw VropsError.NotFound("alert", id.ToString());
        alert.UpdatedAt = world.Now;
        if (kind == AlertTrap.Clear)
            alert.CanceledAt = world.Now;
        return Orders(state.Vrops, world, alert, kind, null);
    }

    /// <summary>What goes out by REST for an alert as it is now.</summary>
    public static IReadOnlyList<RestNotice> Notices(LabState state, Guid id, int kind)
    {
        var alert = state.Vrops.Alerts.Find(a => a.Id == id)!;
        var urls = Rules.Matching(state.Vrops, alert, StatusOf(kind))
            .Select(r => state.Vrops.Plugins.Find(p => p["pluginId"]!.ToString() == r["pluginId"]?.ToString() && p["enabled"]!.GetValue<bool>()))
            .Select(p => p is null ? null : Plugins.Url(p)).OfType<string>().Distinct();
        return [.. urls.Select(url => RestNotice.Of(url, alert))];
    }

    private static string StatusOf(int kind) => kind switch { AlertTrap.Clear => "CANCELED", AlertTrap.Change => "UPDATED", _ => "NEW" };

    private static (Guid Id, string Name) ResourceOf(VropsState vrops, string? definitionId, AlertRequest request)
    {
        if (request.Resource is { } name)
        {
            var group = vrops.Groups.Find(g => Groups.NameOf(g) == name);
            var resource = vrops.Resources.Find(r => r.Name == name || r.Name.StartsWith(name + " (", StringComparison.Ordinal));
            return (group?.Id ?? resource?.Id ?? Guid.Empty, group is null ? resource?.Name ?? name : name);
        }

        foreach (var rule in vrops.Rules)
        {
            var watches = rule["alertDefinitionIdFilters"]?["values"]?.AsArray().Any(v => v?.ToString() == definitionId) ?? false;
            if (watches && Guid.TryParse(rule["resourceFilters"]?[0]?["resourceId"]?.ToString(), out var id) && Resources.NameOf(vrops, id) is { } watched)
                return (id, watched);
        }

        throw VropsError.BadRequest("The name of a resource or group is expected in \"resource\": no notification rule says which one the definition watches.");
    }

    private static List<TrapOrder> Orders(VropsState vrops, LabWorld world, AlertState alert, int kind, string? more)
    {
        var matching = Rules.Matching(vrops, alert, StatusOf(kind));
        var names = matching.Select(r => r["name"]!.ToString()).ToList();
        var receivers = matching
            .Select(r => vrops.Plugins.Find(p => p["pluginId"]!.ToString() == r["pluginId"]?.ToString() && p["enabled"]!.GetValue<bool>()))
            .Where(p => p is not null)
            .Select(p => Plugins.Destination(p!))
            .OfType<(string Host, int Port, string Community)>()
            .Concat(((string?[])[world.Options.TrapTo, more]).OfType<string>().Select(t => Receiver(t, world.Options.TrapCommunity)))
            .DistinctBy(r => (r.Host, r.Port));
        return [.. receivers.Select(r => new TrapOrder(r.Host, r.Port, r.Community, kind, alert, names))];
    }

    private static (string Host, int Port, string Community) Receiver(string text, string community)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (text[..colon], port, community)
            : throw VropsError.BadRequest($"{text} is no host:port.");
    }
}
