using System.Globalization;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>
/// Adds a VM to a vApp from a template, with an address of the network's static pool, and switches it on. The VM's description carries a tag from its first moment, and its
/// metadata later: after a crash or a retry the VM is found again, so that there is never a second one. Inside of a Compensation that fails the VM is switched off and deleted.
/// </summary>
[Activity("Vcd", "vCloud Director", "Adds a VM from a template to a vApp and switches it on.", DisplayName = "Deploy VM")]
[FlowNode("Done", "Failed")]
public sealed partial class DeployVm : VmActivity, ICompensable
{
    private const string Key = "deploy";
    private const int MaxAttempts = 3;

    [Input(DisplayName = "Name", Description = "Name of the new VM; unique in the vApp.", Order = -1)]
    public Input<string> VmName { get; set; } = default!;

    [Input(Description = "Catalog of the template.")]
    public Input<string> Catalog { get; set; } = default!;

    [Input(DisplayName = "Template", Description = "Catalog item of the template.")]
    public Input<string> Item { get; set; } = default!;

    [Input(DisplayName = "Template VM", Description = "VM of the template; may be empty when it has only one.")]
    public Input<string?>? TemplateVm { get; set; }

    [Input(Description = "Network of the vApp; the address comes from its static pool.")]
    public Input<string> Network { get; set; } = default!;

    [Input(DisplayName = "Rule", Description = "Id of the autoscale rule that makes the VM; noted in its metadata.")]
    public Input<string?>? RuleId { get; set; }

    [Output(Description = "The VM: id, href, name, status, ipAddress, moref.")]
    public Output<object>? Vm { get; set; }

    private enum Phase
    {
        Create,
        AwaitCreation,
        Tag,
        AwaitTag,
        PowerOn,
        AwaitPowerOn,
    }

    protected override async ValueTask PrepareAsync(ActivityExecutionContext context)
    {
        var previous = context.GetProperty<State>(Key);
        context.SetProperty(Key, new State
        {
            OrgId = await OrgIdAsync(context),
            Name = VmName.Require(context, nameof(VmName)),
            VApp = VApp.Require(context, nameof(VApp)),
            Vdc = Vdc.GetOrDefault(context),
            Catalog = Catalog.Require(context, nameof(Catalog)),
            Item = Item.Require(context, nameof(Item)),
            TemplateVm = TemplateVm.GetOrDefault(context),
            Network = Network.Require(context, nameof(Network)),
            RuleId = RuleId.GetOrDefault(context),
            Phase = previous?.Phase ?? Phase.Create,
            Attempt = previous?.Attempt ?? 1,
            PowerOns = previous?.PowerOns ?? 0,
            VmHref = previous?.VmHref ?? "",
            TaskHref = previous?.TaskHref,
        });
    }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var state = context.GetProperty<State>(Key)!;
        while (true)
        {
            var next = state.Phase switch
            {
                Phase.Create => await CreateAsync(context, state),
                Phase.AwaitCreation => await AwaitCreationAsync(context, state),
                Phase.Tag => await TagAsync(context, state),
                Phase.AwaitTag => await AwaitTaskAsync(context, state, Phase.Tag, Phase.PowerOn),
                Phase.PowerOn => await PowerOnAsync(context, state),
                _ => await AwaitTaskAsync(context, state, Phase.PowerOn, Phase.PowerOn),
            };
            if (next is null)
                return;
            state = next;
            context.SetProperty(Key, state);
        }
    }

    private static async ValueTask<State?> CreateAsync(ActivityExecutionContext context, State state)
    {
        var vapps = context.GetRequiredService<VcdVApps>();
        var tag = TagOf(context, state);
        var receipt = await context.RunEffectAsync(new EffectRequest<VmReceipt>
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"create-{state.Attempt}"),
            LookForEffect = async (_, cancellationToken) =>
            {
                var vapp = await vapps.FindAsync(state.OrgId, state.VApp, state.Vdc, cancellationToken);
                if (await FindOwnAsync(context, vapp, state.Name, tag) is not null)
                    return EffectLookup<VmReceipt>.Of(new VmReceipt(null));
                // The task at work may be the one that an earlier attempt has started: its end shows whether the VM comes.
                return vapp.RunningTasks.Count > 0 ? EffectLookup<VmReceipt>.Of(new VmReceipt(vapp.RunningTasks[0].Href)) : EffectLookup<VmReceipt>.NotFound;
            },
            Act = async (_, cancellationToken) =>
            {
                var vapp = await vapps.FindAsync(state.OrgId, state.VApp, state.Vdc, cancellationToken);
                if (await FindOwnAsync(context, vapp, state.Name, tag) is not null)
                    return new VmReceipt(null);
                if (vapp.Networks.Count > 0 && !vapp.Networks.Contains(state.Network))
                    throw new WorkflowFaultException($"vApp '{vapp.Name}' has no network '{state.Network}'; it has {string.Join(", ", vapp.Networks)}.", "vcd.no-network");
                var template = await vapps.FindTemplateAsync(state.OrgId, state.Catalog, state.Item, state.TemplateVm, cancellationToken);
                var vm = new NewVm { Name = state.Name, VAppHref = vapp.Href, Template = template, Network = state.Network, EffectKey = tag };
                return new VmReceipt((await vapps.AddVmAsync(vm, cancellationToken)).Href);
            },
        });
        return state with { Phase = Phase.AwaitCreation, TaskHref = receipt.TaskHref };
    }

    private async ValueTask<State?> AwaitCreationAsync(ActivityExecutionContext context, State state)
    {
        if (await AwaitTaskAsync(context, state, Phase.Create, Phase.AwaitCreation) is null)
            return null;

        var vapp = await context.GetRequiredService<VcdVApps>().FindAsync(state.OrgId, state.VApp, state.Vdc, context.CancellationToken);
        var vm = await FindOwnAsync(context, vapp, state.Name, TagOf(context, state));
        if (vm is null)
        {
            return state.Attempt < MaxAttempts
                ? state with { Phase = Phase.Create, Attempt = state.Attempt + 1, TaskHref = null }
                : throw new WorkflowFaultException($"vCloud Director made no VM '{state.Name}' in vApp '{state.VApp}' in {MaxAttempts} attempts.", "vcd.not-made");
        }

        if (vm.Status == -1)
            throw new WorkflowFaultException($"vCloud Director failed to create VM '{state.Name}' in vApp '{state.VApp}': remove it there, then retry.", "vcd.not-made");
        if (vm.Status is 0 or 1 || vm.IsBusy)
        {
            WaitForNextLook(context, $"VM {state.Name} is being made ({vm.StatusText})");
            return null;
        }

        context.AddExecutionLogEntry("DeployedVm", $"Added VM {vm.Name} to vApp {vapp.Name} from template {state.Catalog}/{state.Item}.");
        return state with { Phase = Phase.Tag, VmHref = vm.Href, TaskHref = null };
    }

    private static async ValueTask<State?> TagAsync(ActivityExecutionContext context, State state)
    {
        var vms = context.GetRequiredService<VcdVms>();
        var tag = TagOf(context, state);
        var receipt = await context.RunEffectAsync(new EffectRequest<VmReceipt>
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"tag-{state.Attempt}"),
            LookForEffect = async (_, cancellationToken) => (await vms.GetMetadataAsync(state.VmHref, cancellationToken)).GetValueOrDefault(VcdTags.Effect) == tag
                ? EffectLookup<VmReceipt>.Of(new VmReceipt(null))
                : EffectLookup<VmReceipt>.NotFound,
            Act = async (_, cancellationToken) =>
            {
                var entries = new Dictionary<string, string>
                {
                    [VcdTags.Effect] = tag,
                    [VcdTags.CreatedAt] = context.WorkflowExecutionContext.TimeProvider.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
                };
                if (!string.IsNullOrEmpty(state.RuleId))
                    entries[VcdTags.Rule] = state.RuleId;
                return new VmReceipt((await vms.AddMetadataAsync(state.VmHref, entries, cancellationToken)).Href);
            },
        });
        return state with { Phase = Phase.AwaitTag, TaskHref = receipt.TaskHref };
    }

    /// <summary>Null while the task goes on.</summary>
    /// <param name="again">Where a retry begins when the task has failed: it shall ask vCD anew instead of reading the receipt of the failed attempt.</param>
    private async ValueTask<State?> AwaitTaskAsync(ActivityExecutionContext context, State state, Phase again, Phase next)
    {
        if (state.TaskHref is not { } task)
            return state with { Phase = next };
        try
        {
            return await HasEndedAsync(context, task) ? state with { Phase = next, TaskHref = null } : null;
        }
        catch (WorkflowFaultException)
        {
            context.SetProperty(Key, state with { Phase = again, Attempt = state.Attempt + 1, TaskHref = null });
            throw;
        }
    }

    private async ValueTask<State?> PowerOnAsync(ActivityExecutionContext context, State state)
    {
        var vms = context.GetRequiredService<VcdVms>();
        var vm = await vms.GetAsync(state.VmHref, context.CancellationToken);
        if (vm.IsPoweredOn)
        {
            Vm.Set(context, vm);
            await context.CompleteActivityAsync();
            return null;
        }

        if (vm.IsBusy)
        {
            WaitForNextLook(context, $"VM {vm.Name} is busy");
            return null;
        }

        if (state.PowerOns >= MaxAttempts)
        {
            context.SetProperty(Key, state with { PowerOns = 0 });
            throw new WorkflowFaultException($"VM '{vm.Name}' was switched on {MaxAttempts} times and is not on ({vm.StatusText}): see what switches it off, then retry.", "vcd.not-on");
        }

        var receipt = await context.RunEffectAsync(new EffectRequest<VmReceipt>
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"power-on-{state.Attempt}"),
            LookForEffect = async (_, cancellationToken) => await vms.GetAsync(state.VmHref, cancellationToken) is { IsPoweredOn: false, IsBusy: false }
                ? EffectLookup<VmReceipt>.NotFound
                : EffectLookup<VmReceipt>.Of(new VmReceipt(null)),
            Act = async (_, cancellationToken) => new VmReceipt((await vms.PowerOnAsync(state.VmHref, cancellationToken)).Href),
        });
        var next = state with { Phase = Phase.AwaitPowerOn, Attempt = state.Attempt + 1, PowerOns = state.PowerOns + 1, TaskHref = receipt.TaskHref };
        if (receipt.TaskHref is not null)
            return next;
        context.SetProperty(Key, next);
        WaitForNextLook(context, $"VM {vm.Name} is being switched on");
        return null;
    }

    /// <summary>The VM of this name that this workflow has made; null when there is none of this name.</summary>
    /// <exception cref="WorkflowFaultException">There is one, but somebody else has made it (<c>vcd.name-taken</c>).</exception>
    private static async ValueTask<VcdVm?> FindOwnAsync(ActivityExecutionContext context, VcdVApp vapp, string name, string tag)
    {
        var vm = vapp.FindVm(name);
        if (vm is null || vm.Description == VcdTags.Description(tag))
            return vm;
        var metadata = await context.GetRequiredService<VcdVms>().GetMetadataAsync(vm.Href, context.CancellationToken);
        return metadata.GetValueOrDefault(VcdTags.Effect) == tag
            ? vm
            : throw new WorkflowFaultException($"vApp '{vapp.Name}' has a VM '{name}' already that this workflow has not made: choose another name, or rename that VM, then retry.", "vcd.name-taken");
    }

    private static string TagOf(ActivityExecutionContext context, State state) => $"{context.WorkflowExecutionContext.Id}/{state.Name}";

    private sealed record State
    {
        public required string OrgId { get; init; }

        public required string Name { get; init; }

        public required string VApp { get; init; }

        public string? Vdc { get; init; }

        public required string Catalog { get; init; }

        public required string Item { get; init; }

        public string? TemplateVm { get; init; }

        public required string Network { get; init; }

        public string? RuleId { get; init; }

        public Phase Phase { get; init; }

        /// <summary>Of what is done now; each effect has its own.</summary>
        public int Attempt { get; init; }

        public int PowerOns { get; init; }

        public string VmHref { get; init; } = "";

        public string? TaskHref { get; init; }
    }
}
