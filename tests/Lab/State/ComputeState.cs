namespace Orchestrator.Lab.State;

internal sealed class VdcState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public Guid OrgId { get; set; }

    public Guid StorageProfileId { get; set; }

    public string StorageProfileName { get; set; } = "";
}

internal sealed class NetworkState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public Guid OrgId { get; set; }

    public Guid VdcId { get; set; }

    public string Gateway { get; set; } = "";

    public string Netmask { get; set; } = "255.255.255.0";

    /// <summary>First address of the static pool.</summary>
    public string PoolStart { get; set; } = "";

    /// <summary>Last address of the static pool.</summary>
    public string PoolEnd { get; set; } = "";
}

internal sealed class VAppState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public Guid OrgId { get; set; }

    public Guid VdcId { get; set; }

    public Guid OwnerId { get; set; }

    /// <summary>The organisation networks that are part of the vApp.</summary>
    public List<Guid> NetworkIds { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>False while it is being instantiated.</summary>
    public bool IsResolved { get; set; } = true;

    public List<MetadataState> Metadata { get; set; } = [];
}

internal sealed class VmState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public Guid VAppId { get; set; }

    public Guid OrgId { get; set; }

    /// <summary>vCD's number: 0 unresolved, 3 suspended, 4 powered on, 8 powered off.</summary>
    public int Status { get; set; }

    public bool IsDeployed { get; set; }

    public int Cpus { get; set; }

    public int MemoryMb { get; set; }

    public string GuestOs { get; set; } = "";

    public string ComputerName { get; set; } = "";

    /// <summary>The managed object reference in vCenter.</summary>
    public string Moref { get; set; } = "";

    public Guid ScopedId { get; set; }

    public List<ConnectionState> Connections { get; set; } = [];

    /// <summary>When the creating task ended; null before.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    public List<MetadataState> Metadata { get; set; } = [];
}

internal sealed class ConnectionState
{
    public int Index { get; set; }

    public string Network { get; set; } = "";

    /// <summary>POOL, DHCP, MANUAL or NONE.</summary>
    public string Mode { get; set; } = "NONE";

    public string? IpAddress { get; set; }

    public bool IsConnected { get; set; } = true;

    public string Mac { get; set; } = "";
}

internal sealed class MetadataState
{
    public string Key { get; set; } = "";

    /// <summary>MetadataStringValue, MetadataNumberValue, MetadataBooleanValue or MetadataDateTimeValue.</summary>
    public string Type { get; set; } = "MetadataStringValue";

    public string Value { get; set; } = "";

    /// <summary>GENERAL or SYSTEM.</summary>
    public string Domain { get; set; } = "GENERAL";

    public string Visibility { get; set; } = "READWRITE";
}

internal sealed class CatalogState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public Guid OrgId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public List<CatalogItemState> Items { get; set; } = [];
}

internal sealed class CatalogItemState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public Guid TemplateId { get; set; }
}

internal sealed class TemplateState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public Guid OrgId { get; set; }

    public Guid VdcId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public List<TemplateVmState> Vms { get; set; } = [];
}

internal sealed class TemplateVmState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public int Cpus { get; set; }

    public int MemoryMb { get; set; }

    public string GuestOs { get; set; } = "";

    public Guid ScopedId { get; set; }
}
