using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Vrops;

/// <summary>VMs and custom groups. A group can only be written as a whole, so each change is read, changed, written and read again under a lock per group.</summary>
public sealed class VropsResources(VropsClient client, IOptions<VropsOptions> options)
{
    private const int WriteAttempts = 3;
    private readonly KeyedLock _locks = new();

    /// <summary>
    /// Finds a VM: by its vCenter id where that is known, else by name, where <c>name (uuid)</c> of vCD's own naming counts as <c>name</c>. Null when vROps does not know it yet.
    /// </summary>
    /// <exception cref="VropsException">Several VMs have the name and nothing tells them apart.</exception>
    public async ValueTask<VropsResource?> FindVmAsync(string name, string? vmId, string? moref, CancellationToken cancellationToken)
    {
        var found = (await client.ListAsync($"api/resources?adapterKind=VMWARE&resourceKind=VirtualMachine&name={Uri.EscapeDataString(name)}", "resourceList", cancellationToken))
            .Select(VropsResource.From).Where(r => r.Name == name || r.Name.StartsWith($"{name} (", StringComparison.Ordinal)).ToList();
        var exact = found.Where(r => IsNotEmpty(vmId) && r.Name.Contains($"({vmId})", StringComparison.OrdinalIgnoreCase)).ToList();
        if (exact.Count == 0)
            exact = [.. found.Where(r => IsNotEmpty(moref) && r.Moref == moref)];
        if (exact.Count == 0 && !IsNotEmpty(moref))
            exact = found;
        return exact.Count <= 1
            ? exact.FirstOrDefault()
            : throw new VropsException(400, $"vROps knows {exact.Count} VMs named '{name}': {string.Join(", ", exact.Select(r => r.Name))}.");
    }

    public async ValueTask<VropsGroup?> FindGroupAsync(string name, CancellationToken cancellationToken) =>
        (await client.GetAsync("api/resources/groups", cancellationToken))["groups"] is JsonArray groups
            ? groups.OfType<JsonObject>().Select(VropsGroup.From).FirstOrDefault(g => g.Name == name)
            : null;

    public async ValueTask<VropsGroup> GetGroupAsync(string id, CancellationToken cancellationToken) => VropsGroup.From(await client.GetAsync($"api/resources/groups/{id}", cancellationToken));

    /// <summary>Finds a group by name or makes it, and sees to it that the given resources are members.</summary>
    public async ValueTask<VropsGroup> EnsureGroupAsync(string name, IReadOnlyList<string> resourceIds, CancellationToken cancellationToken)
    {
        using var held = await _locks.AcquireAsync("groups", cancellationToken);
        if (await FindGroupAsync(name, cancellationToken) is { } found)
            return (await ChangeAsync(found.Id, members => members.UnionWith(resourceIds), cancellationToken)).Group;
        var body = new JsonObject
        {
            ["resourceKey"] = new JsonObject { ["name"] = name, ["adapterKindKey"] = "Container", ["resourceKindKey"] = options.Value.GroupType, ["resourceIdentifiers"] = new JsonArray() },
            ["autoResolveMembership"] = true,
            ["membershipDefinition"] = new JsonObject
            {
                ["includedResources"] = JsonReading.Strings([.. resourceIds]),
                ["excludedResources"] = new JsonArray(),
                ["custom-group-properties"] = new JsonArray(),
                ["rules"] = new JsonArray(),
            },
        };
        return VropsGroup.From(await client.SendAsync(HttpMethod.Post, "api/resources/groups", body, cancellationToken) ?? []);
    }

    /// <summary>Makes a resource a member; gives the group and whether it was changed.</summary>
    public ValueTask<(VropsGroup Group, bool Changed)> AddMemberAsync(string groupId, string resourceId, CancellationToken cancellationToken) =>
        ChangeAsync(groupId, members => members.Add(resourceId), cancellationToken);

    /// <summary>Takes a resource out of a group; gives the group and whether it was changed.</summary>
    public ValueTask<(VropsGroup Group, bool Changed)> RemoveMemberAsync(string groupId, string resourceId, CancellationToken cancellationToken) =>
        ChangeAsync(groupId, members => members.Remove(resourceId), cancellationToken);

    /// <summary>Deletes a group; one that is gone already is no failure.</summary>
    public async ValueTask DeleteGroupAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(HttpMethod.Delete, $"api/resources/groups/{id}", null, cancellationToken);
        }
        catch (VropsException exception) when (exception.IsNotFound)
        {
            // Gone: what was wanted.
        }
    }

    private async ValueTask<(VropsGroup Group, bool Changed)> ChangeAsync(string groupId, Action<HashSet<string>> change, CancellationToken cancellationToken)
    {
        using var held = await _locks.AcquireAsync(groupId, cancellationToken);
        for (var attempt = 0; ; attempt++)
        {
            var group = await client.GetAsync($"api/resources/groups/{groupId}", cancellationToken);
            var before = VropsGroup.From(group);
            var members = before.Members.ToHashSet(StringComparer.Ordinal);
            change(members);
            if (members.SetEquals(before.Members))
                return (before, attempt > 0);
            if (attempt == WriteAttempts)
                throw new VropsException(409, $"vROps group '{before.Name}' is being changed by somebody else: the change was overwritten {WriteAttempts} times.");
            if (group["membershipDefinition"] is not JsonObject membership)
                group["membershipDefinition"] = membership = new JsonObject { ["excludedResources"] = new JsonArray(), ["custom-group-properties"] = new JsonArray(), ["rules"] = new JsonArray() };
            membership["includedResources"] = JsonReading.Strings([.. before.Members.Where(members.Contains), .. members.Except(before.Members)]);
            await client.SendAsync(HttpMethod.Put, "api/resources/groups", group, cancellationToken);
        }
    }

    private static bool IsNotEmpty(string? text) => !string.IsNullOrEmpty(text);
}
