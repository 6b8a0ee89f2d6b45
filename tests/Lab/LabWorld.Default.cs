using Orchestrator.Lab.State;

namespace Orchestrator.Lab;

internal sealed partial class LabWorld
{
    /// <summary>The world that a new lab starts with: tenants <c>pscoe</c> and <c>acme</c>. Named things have fixed ids.</summary>
    public static LabState Default(DateTimeOffset now)
    {
        var system = new OrgState { Id = Id("a93c9db9-7471-3192-8d09-a8f7eeda85f9"), Name = "System", FullName = "System", IsSystem = true };
        var pscoe = new OrgState { Id = Id("7b832bc5-3d73-45a2-ba35-82a5acd72fe4"), Name = "pscoe", FullName = "Professional Services CoE" };
        var acme = new OrgState { Id = Id("0f4c2c9a-54f1-4f57-9a53-2f9f6c6f1e02"), Name = "acme", FullName = "Acme Corporation" };
        var state = new LabState { LastCycleAt = now };
        var vcd = state.Vcd;
        vcd.VCenterId = Id("c4a1d7e2-5b60-4f83-9e1d-3a7b6c5d4e10");
        vcd.Orgs.AddRange([system, pscoe, acme]);
        vcd.Users.AddRange([
            new UserState { Id = Id("5e70c4c0-9d10-4d44-8d79-d8c5aa0b5c01"), OrgId = system.Id, Name = "administrator", Password = "lab", Role = "System Administrator" },
            new UserState { Id = Id("5e70c4c0-9d10-4d44-8d79-d8c5aa0b5c12"), OrgId = pscoe.Id, Name = "ann", Password = "lab", Role = "Organization Administrator" },
            new UserState { Id = Id("5e70c4c0-9d10-4d44-8d79-d8c5aa0b5c13"), OrgId = acme.Id, Name = "bob", Password = "lab", Role = "Organization Administrator" },
        ]);
        AddTenant(vcd, now, new TenantPlan
        {
            Org = pscoe,
            OwnerId = vcd.Users[1].Id,
            VdcId = "5712f4a8-fc80-486a-a6c8-f84f4fa1b201",
            Vdc = "vdc1",
            NetworkId = "1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e01",
            Network = "app-net",
            Prefix = "192.168.10",
            VAppId = "fbf38bb3-0b8b-4c06-9a65-4c2ce4d6b101",
            VApp = "shop",
            Description = "The web shop",
            Vms = [("3f9e2d10-7a65-4f27-9f5e-100000000001", "web-01"), ("3f9e2d10-7a65-4f27-9f5e-100000000002", "web-02")],
            CatalogId = "8e1c5a70-2f4d-4b11-8a53-6d7e8f901001",
            Catalog = "golden",
            ItemId = "8e1c5a70-2f4d-4b11-8a53-6d7e8f901002",
            Item = "web-tier",
            TemplateId = "0c2f3a4b-5d6e-4f70-8a91-b2c3d4e5f101",
            TemplateVmId = "a1b2c3d4-0001-4000-8000-00000000f101",
            TemplateVm = "web",
            EdgeId = "6f9f1f40-7f8e-4f0e-9d5f-0b7e0c6c5a11",
            Edge = "edge-pscoe",
            NsxId = "edge-3",
            PoolNumber = 7,
            Pool = "web-pool",
        });
        AddTenant(vcd, now, new TenantPlan
        {
            Org = acme,
            OwnerId = vcd.Users[2].Id,
            VdcId = "5712f4a8-fc80-486a-a6c8-f84f4fa1b202",
            Vdc = "acme-vdc",
            NetworkId = "1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e02",
            Network = "crm-net",
            Prefix = "192.168.20",
            VAppId = "fbf38bb3-0b8b-4c06-9a65-4c2ce4d6b102",
            VApp = "crm",
            Description = "Customer relations",
            Vms = [("3f9e2d10-7a65-4f27-9f5e-200000000001", "crm-01")],
            CatalogId = "8e1c5a70-2f4d-4b11-8a53-6d7e8f902001",
            Catalog = "acme-golden",
            ItemId = "8e1c5a70-2f4d-4b11-8a53-6d7e8f902002",
            Item = "crm-tier",
            TemplateId = "0c2f3a4b-5d6e-4f70-8a91-b2c3d4e5f102",
            TemplateVmId = "a1b2c3d4-0001-4000-8000-00000000f102",
            TemplateVm = "crm",
            EdgeId = "6f9f1f40-7f8e-4f0e-9d5f-0b7e0c6c5a12",
            Edge = "edge-acme",
            NsxId = "edge-4",
            PoolNumber = 1,
            Pool = "crm-pool",
        });
        vcd.Amqp = new Dictionary<string, string>
        {
            ["AmqpHost"] = "127.0.0.1",
            ["AmqpPort"] = "5672",
            ["AmqpUsername"] = "guest",
            ["AmqpPassword"] = "guest",
            ["AmqpExchange"] = "systemExchange",
            ["AmqpVHost"] = "/",
            ["AmqpUseSSL"] = "false",
            ["AmqpSslAcceptAll"] = "false",
            ["AmqpPrefix"] = "vcd",
        };

        var vrops = state.Vrops;
        vrops.User = "admin";
        vrops.Password = "lab";
        vrops.AdapterInstanceId = Id("5b1c0d2e-3f40-4a51-8b62-7c8d9e0f1a01");
        vrops.GroupTypes.AddRange(["Department", "Environment", "Function", "Location", "Security Zone", "Service Level Objective", "Universe"]);
        vrops.Resources.AddRange(vcd.Vms.Select(vm => Cycle.Discover(vm, now)));
        foreach (var resource in vrops.Resources)
        {
            vrops.Stats[resource.Id] = new Dictionary<string, double>
            {
                ["cpu|usage_average"] = 42,
                ["cpu|readyPct"] = 1.5,
                ["cpu|demandPct"] = 44,
                ["mem|usage_average"] = 55,
                ["mem|workload"] = 57,
                ["summary|running"] = 1,
                ["sys|poweredOn"] = 1,
            };
        }

        return state;
    }

    private static void AddTenant(VcdState vcd, DateTimeOffset now, TenantPlan plan)
    {
        var vdc = new VdcState
        {
            Id = Id(plan.VdcId),
            Name = plan.Vdc,
            OrgId = plan.Org.Id,
            StorageProfileName = "gold",
            StorageProfileId = Derive(plan.VdcId, 0x51),
        };
        var network = new NetworkState
        {
            Id = Id(plan.NetworkId),
            Name = plan.Network,
            OrgId = plan.Org.Id,
            VdcId = vdc.Id,
            Gateway = $"{plan.Prefix}.1",
            PoolStart = $"{plan.Prefix}.11",
            PoolEnd = $"{plan.Prefix}.60",
        };
        var vapp = new VAppState
        {
            Id = Id(plan.VAppId),
            Name = plan.VApp,
            Description = plan.Description,
            OrgId = plan.Org.Id,
            VdcId = vdc.Id,
            OwnerId = plan.OwnerId,
            NetworkIds = [network.Id],
            CreatedAt = now,
        };
        var template = new TemplateState
        {
            Id = Id(plan.TemplateId),
            Name = plan.Item,
            OrgId = plan.Org.Id,
            VdcId = vdc.Id,
            CreatedAt = now,
            Vms = [new TemplateVmState { Id = Id(plan.TemplateVmId), Name = plan.TemplateVm, Cpus = 2, MemoryMb = 2048, GuestOs = GuestOs, ScopedId = Derive(plan.TemplateVmId, 0x52) }],
        };
        var edge = new EdgeState
        {
            Id = Id(plan.EdgeId),
            Name = plan.Edge,
            OrgId = plan.Org.Id,
            VdcId = vdc.Id,
            NsxId = plan.NsxId,
            NetworkId = network.Id,
            NextPool = plan.PoolNumber + 1,
        };
        var pool = new PoolState { Id = $"pool-{plan.PoolNumber}", Name = plan.Pool, Description = plan.Description, MonitorId = "monitor-1" };
        edge.Pools.Add(pool);
        vcd.Vdcs.Add(vdc);
        vcd.Networks.Add(network);
        vcd.VApps.Add(vapp);
        vcd.Templates.Add(template);
        vcd.Edges.Add(edge);
        vcd.Catalogs.Add(new CatalogState
        {
            Id = Id(plan.CatalogId),
            Name = plan.Catalog,
            OrgId = plan.Org.Id,
            CreatedAt = now,
            Items = [new CatalogItemState { Id = Id(plan.ItemId), Name = plan.Item, TemplateId = template.Id }],
        });

        var address = 11;
        foreach (var (id, name) in plan.Vms)
        {
            var ip = $"{plan.Prefix}.{address++}";
            vcd.Vms.Add(new VmState
            {
                Id = Id(id),
                Name = name,
                VAppId = vapp.Id,
                OrgId = plan.Org.Id,
                Status = 4,
                IsDeployed = true,
                Cpus = 2,
                MemoryMb = 2048,
                GuestOs = GuestOs,
                ComputerName = name,
                Moref = $"vm-{vcd.NextMoref++}",
                ScopedId = Derive(id, 0x53),
                CreatedAt = now,
                Connections = [new ConnectionState { Network = network.Name, Mode = "POOL", IpAddress = ip, Mac = MacOf(vcd.NextMoref) }],
            });
            pool.Members.Add(new PoolMemberState { Id = $"member-{edge.NextMember++}", Name = name, IpAddress = ip, Port = 80, MonitorPort = 80 });
        }
    }

    private const string GuestOs = "Debian GNU/Linux 12 (64-bit)";

    /// <summary>A MAC address in vCenter's range, from the number in the VM's managed object reference.</summary>
    internal static string MacOf(int number) => $"00:50:56:01:{number / 256 % 256:x2}:{number % 256:x2}";

    private static Guid Id(string id) => Guid.Parse(id);

    private static Guid Derive(string id, byte mark)
    {
        var bytes = Id(id).ToByteArray(bigEndian: true);
        bytes[0] ^= mark;
        return new Guid(bytes, bigEndian: true);
    }

    private sealed record TenantPlan
    {
        public required OrgState Org { get; init; }

        public required Guid OwnerId { get; init; }

        public required string VdcId { get; init; }

        public required string Vdc { get; init; }

        public required string NetworkId { get; init; }

        public required string Network { get; init; }

        public required string Prefix { get; init; }

        public required string VAppId { get; init; }

        public required string VApp { get; init; }

        public required string Description { get; init; }

        public required (string Id, string Name)[] Vms { get; init; }

        public required string CatalogId { get; init; }

        public required string Catalog { get; init; }

        public required string ItemId { get; init; }

        public required string Item { get; init; }

        public required string TemplateId { get; init; }

        public required string TemplateVmId { get; init; }

        public required string TemplateVm { get; init; }

        public required string EdgeId { get; init; }

        public required string Edge { get; init; }

        public required string NsxId { get; init; }

        public required int PoolNumber { get; init; }

        public required string Pool { get; init; }
    }
}
