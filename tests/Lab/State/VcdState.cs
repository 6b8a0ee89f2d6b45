namespace Orchestrator.Lab.State;

internal sealed class VcdState
{
    /// <summary>The vCenter instance id that joins a VM to its vROps resource.</summary>
    public Guid VCenterId { get; set; }

    /// <summary>The number in the next VM's managed object reference (<c>vm-123</c>).</summary>
    public int NextMoref { get; set; } = 101;

    public List<OrgState> Orgs { get; set; } = [];

    public List<UserState> Users { get; set; } = [];

    public List<VdcState> Vdcs { get; set; } = [];

    public List<NetworkState> Networks { get; set; } = [];

    public List<VAppState> VApps { get; set; } = [];

    public List<VmState> Vms { get; set; } = [];

    public List<CatalogState> Catalogs { get; set; } = [];

    public List<TemplateState> Templates { get; set; } = [];

    public List<EdgeState> Edges { get; set; } = [];

    public List<TaskState> Tasks { get; set; } = [];

    public List<SessionState> Sessions { get; set; } = [];

    public List<ServiceState> Services { get; set; } = [];

    /// <summary>The broker settings as last stored, by element name.</summary>
    public Dictionary<string, string> Amqp { get; set; } = [];

    public List<EventState> Events { get; set; } = [];

    public List<BlockingTaskState> BlockingTasks { get; set; } = [];

    /// <summary>Names of the operations whose tasks wait for a decision.</summary>
    public List<string> BlockedOperations { get; set; } = [];

    public int BlockingTimeoutSeconds { get; set; } = 3600;

    public List<ExtensionApiState> Extensions { get; set; } = [];

    public List<ExtensionTokenState> ExtensionTokens { get; set; } = [];

    public List<InterfaceState> Interfaces { get; set; } = [];

    public List<EntityTypeState> EntityTypes { get; set; } = [];

    public List<DefinedEntityState> Entities { get; set; } = [];

    public List<InvocationState> Invocations { get; set; } = [];

    /// <summary>As they were written.</summary>
    public List<System.Text.Json.Nodes.JsonObject> AlbPools { get; set; } = [];

    public List<System.Text.Json.Nodes.JsonObject> UiPlugins { get; set; } = [];

    /// <summary>Whether a bus takes notifications; without one they are not kept.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool HasBus { get; set; }

    [System.Text.Json.Serialization.JsonIgnore]
    public LabIds Ids { get; set; } = new(null);

    public OrgState? Org(Guid id) => Orgs.Find(o => o.Id == id);

    public OrgState? Org(string name) => Orgs.Find(o => string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase));

    public VAppState? VApp(Guid id) => VApps.Find(v => v.Id == id);

    public VmState? Vm(Guid id) => Vms.Find(v => v.Id == id);

    public IEnumerable<VmState> VmsOf(Guid vapp) => Vms.Where(v => v.VAppId == vapp);

    public NetworkState? Network(Guid id) => Networks.Find(n => n.Id == id);

    public VdcState? Vdc(Guid id) => Vdcs.Find(v => v.Id == id);

    public TaskState? Task(Guid id) => Tasks.Find(t => t.Id == id);

    /// <summary>The running task that keeps the vApp itself, or with <paramref name="vm"/> that VM, busy.</summary>
    public TaskState? BusyWith(Guid vapp, Guid? vm = null) => Tasks.Find(t => t.IsRunning && t.VAppId == vapp
        && (t.VmIds.Count == 0 || t.LocksVApp || vm is null || t.VmIds.Contains(vm.Value)));
}

internal sealed class OrgState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public string FullName { get; set; } = "";

    /// <summary>The provider's own organisation.</summary>
    public bool IsSystem { get; set; }
}

internal sealed class UserState
{
    public Guid Id { get; set; }

    public Guid OrgId { get; set; }

    public string Name { get; set; } = "";

    public string Password { get; set; } = "";

    public string Role { get; set; } = "";
}

internal sealed class SessionState
{
    public Guid Id { get; set; }

    public string Token { get; set; } = "";

    public Guid UserId { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class ServiceState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public string Namespace { get; set; } = "";

    public string? Vendor { get; set; }

    public bool Enabled { get; set; }

    public bool AuthorizationEnabled { get; set; }

    public string RoutingKey { get; set; } = "";

    public string Exchange { get; set; } = "";

    public int Priority { get; set; }

    public List<ApiFilterState> Filters { get; set; } = [];

    public List<RightState> Rights { get; set; } = [];
}

internal sealed class ApiFilterState
{
    public Guid Id { get; set; }

    public string? UrlPattern { get; set; }

    public string? ResponseContentType { get; set; }
}

internal sealed class RightState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public string? Description { get; set; }

    public string? Category { get; set; }

    public string? BundleKey { get; set; }
}
