using System.Globalization;

namespace Orchestrator.Activities.VCloud;

/// <summary>Looks at VMs from outside a single VM: by pattern, with the orchestrator's metadata and vCenter's ids.</summary>
public sealed class VcdInventory(VcdVApps vapps, VcdVms vms, VcdQuery query)
{
    /// <summary>VMs of a vApp whose names fit a pattern (all when it is empty), in order of name.</summary>
    public async ValueTask<IReadOnlyList<ListedVm>> ListVmsAsync(string orgId, string vapp, string? vdc, string? pattern, CancellationToken cancellationToken)
    {
        var found = await vapps.FindAsync(orgId, vapp, vdc, cancellationToken);
        var names = string.IsNullOrWhiteSpace(pattern) ? null : VmNamePattern.Parse(pattern);
        var morefs = await MorefsAsync(found, cancellationToken);
        var listed = new List<ListedVm>();
        foreach (var vm in found.Vms.Where(v => names is null || names.NumberOf(v.Name) is not null).OrderBy(v => v.Name, StringComparer.Ordinal))
        {
            var metadata = await vms.GetMetadataAsync(vm.Href, cancellationToken);
            listed.Add(new ListedVm
            {
                Id = vm.Id,
                Href = vm.Href,
                Name = vm.Name,
                Status = vm.StatusText,
                IpAddress = vm.IpAddress,
                Moref = vm.Moref.Length > 0 ? vm.Moref : morefs.GetValueOrDefault(vm.Id, ""),
                RuleId = metadata.GetValueOrDefault(VcdTags.Rule, ""),
                CreatedAt = DateTimeOffset.TryParse(metadata.GetValueOrDefault(VcdTags.CreatedAt), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
            });
        }

        return listed;
    }

    /// <summary>vCenter ids of a vApp's VMs by VM id; empty for users who may not see them.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> MorefsAsync(VcdVApp vapp, CancellationToken cancellationToken)
    {
        var records = await query.RecordsAsync("vm", cancellationToken, ("container", vapp.Href));
        return records.Where(r => r.Attr("moref").Length > 0).GroupBy(r => XmlReading.Uuid(r.Attr("href"))).ToDictionary(g => g.Key, g => g.First().Attr("moref"));
    }
}
