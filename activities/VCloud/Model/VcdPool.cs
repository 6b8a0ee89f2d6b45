using System.Xml.Linq;

namespace Orchestrator.Activities.VCloud;

/// <summary>A load-balancer pool of an NSX-V edge gateway.</summary>
public sealed record VcdPool
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public IReadOnlyList<VcdPoolMember> Members { get; init; } = [];

    internal static VcdPool From(XElement pool) => new()
    {
        Id = pool.Text("poolId"),
        Name = pool.Text("name"),
        Members = [.. pool.Children("member").Select(m => new VcdPoolMember(m.Text("memberId"), m.Text("name"), m.Text("ipAddress"), m.Text("port"), m.Text("condition")))],
    };
}
