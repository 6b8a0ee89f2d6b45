using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>Makes a new vApp from a template.</summary>
internal static class Instantiate
{
    public static LabReply Post(VcdCall call)
    {
        var vdcId = call.Id();
        var vdc = call.Visible(call.Vcd.Vdc(vdcId), v => v.OrgId, "vdc", vdcId);
        var root = X.Parse(call.Request.Body, X.V + "InstantiateVAppTemplateParams");
        var name = root.Attribute("name")?.Value;
        if (string.IsNullOrWhiteSpace(name))
            throw VcdError.BadRequest("Bad request - The new vApp needs a name.");
        if (call.Vcd.VApps.Exists(v => v.VdcId == vdcId && v.Name == name))
            throw new VcdError(400, "DUPLICATE_NAME", $"The name \"{name}\" is already in use in vdc \"{vdc.Name}\".");
        var templateId = X.IdOf(root.Element(X.V + "Source")?.Attribute("href")?.Value) ?? throw VcdError.BadRequest("Bad request - Source needs the href of a template.");
        var template = call.Visible(call.Vcd.Templates.Find(t => t.Id == templateId), t => t.OrgId, "vapptemplate", templateId);
        var networks = root.Descendants(X.V + "ParentNetwork")
            .Select(p => X.IdOf(p.Attribute("href")?.Value))
            .OfType<Guid>()
            .Select(id => call.Visible(call.Vcd.Network(id), n => n.OrgId, "network", id))
            .ToList();

        var powerOn = root.Flag("powerOn", true);
        var vapp = new VAppState
        {
            Id = call.World.Ids.NewId(),
            Name = name,
            Description = root.Element(X.V + "Description")?.Value ?? "",
            OrgId = vdc.OrgId,
            VdcId = vdcId,
            OwnerId = call.User.Id,
            NetworkIds = networks.ConvertAll(n => n.Id),
            CreatedAt = call.Now,
            IsResolved = false,
        };
        call.Vcd.VApps.Add(vapp);
        var task = new TaskState
        {
            OrgId = vdc.OrgId,
            OperationName = "vdcInstantiateVapp",
            Operation = $"Creating Virtual Application {name}({vapp.Id})",
            OwnerPath = VAppViews.PathOf(vapp),
            OwnerName = name,
            OwnerType = X.Mime("vApp"),
            Act = "create",
            VAppId = vapp.Id,
            LocksVApp = true,
            TargetStatus = powerOn ? 4 : 8,
            TargetDeployed = powerOn || root.Flag("deploy", true),
        };
        foreach (var vm in template.Vms)
        {
            var connections = networks.Take(1).Select(n => new ConnectionState { Network = n.Name, Mode = "POOL" }).ToList();
            task.VmIds.Add(Recompose.Add(call, vapp, new Recompose.Plan(vm.Name, "", vm, vm.Name, connections)).Id);
        }

        TaskViews.Start(call, task);
        return call.Xml(201, VAppViews.Element(call, vapp), X.Mime("vApp")).With("Location", call.Href(VAppViews.PathOf(vapp)));
    }
}
