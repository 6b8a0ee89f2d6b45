namespace Orchestrator.Lab.State;

internal sealed class EdgeState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public Guid OrgId { get; set; }

    public Guid VdcId { get; set; }

    /// <summary>NSX's own name of the edge, e.g. <c>edge-3</c>.</summary>
    public string NsxId { get; set; } = "";

    public Guid NetworkId { get; set; }

    public int NextPool { get; set; } = 1;

    public int NextMember { get; set; } = 1;

    public List<PoolState> Pools { get; set; } = [];
}

internal sealed class PoolState
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string? Description { get; set; }

    public string Algorithm { get; set; } = "round-robin";

    public string? AlgorithmParameters { get; set; }

    public bool Transparent { get; set; }

    public string? MonitorId { get; set; }

    public List<PoolMemberState> Members { get; set; } = [];
}

internal sealed class PoolMemberState
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string IpAddress { get; set; } = "";

    public int Weight { get; set; } = 1;

    public int? MonitorPort { get; set; }

    public int? Port { get; set; }

    public int MaxConn { get; set; }

    public int MinConn { get; set; }

    public string Condition { get; set; } = "enabled";
}
