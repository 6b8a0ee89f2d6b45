using System.Globalization;
using System.Xml.Linq;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>
/// Load-balancer pools of NSX-V edge gateways, through vCD's proxy of the NSX API. A pool can only be written as a whole, so each change is read, changed, written and
/// read again under a lock per pool. Source: NSX API Guide 6.4, "Working With Load Balancer Pools".
/// </summary>
public sealed class VcdPools(VcdClient client, VcdQuery query)
{
    private const int WriteAttempts = 3;
    private readonly KeyedLock _locks = new();

    /// <summary>Finds the UUID of an edge gateway of an organisation.</summary>
    /// <exception cref="VcdException"><c>NOT_FOUND</c>: it is not there, or belongs to another organisation.</exception>
    public async ValueTask<string> FindEdgeAsync(string orgId, string nameOrId, CancellationToken cancellationToken)
    {
        var edges = await ListEdgesAsync(orgId, cancellationToken);
        var id = XmlReading.Uuid(nameOrId);
        var found = edges.Where(e => e.Name == nameOrId || (id.Length > 0 && e.Id == id)).ToList();
        return found.Count == 1
            ? found[0].Id
            : throw new VcdException(404, "NOT_FOUND", $"There is no edge gateway '{nameOrId}' in the organisation; it has {Names(edges.Select(e => e.Name))}.");
    }

    /// <summary>Edge gateways of an organisation.</summary>
    public async ValueTask<IReadOnlyList<(string Id, string Name)>> ListEdgesAsync(string orgId, CancellationToken cancellationToken)
    {
        var vdcs = (await query.RecordsAsync("orgVdc", cancellationToken)).Where(r => VcdVApps.IsOf(orgId, r)).Select(r => XmlReading.Uuid(r.Attr("href"))).ToHashSet();
        var edges = await query.RecordsAsync("edgeGateway", cancellationToken);
        return [.. edges.Where(e => vdcs.Contains(XmlReading.Uuid(e.Attr("vdc")))).Select(e => (XmlReading.Uuid(e.Attr("href")), e.Attr("name")))];
    }

    public async ValueTask<IReadOnlyList<VcdPool>> ListAsync(string edgeId, CancellationToken cancellationToken) =>
        [.. (await ReadAllAsync(edgeId, cancellationToken)).Select(VcdPool.From)];

    /// <summary>Finds a pool by name or id.</summary>
    public async ValueTask<VcdPool> FindAsync(string edgeId, string nameOrId, CancellationToken cancellationToken) =>
        VcdPool.From(await ReadAsync(edgeId, nameOrId, cancellationToken));

    /// <summary>Adds a member unless one has its address; gives the pool as it is then, and whether it was changed.</summary>
    public ValueTask<(VcdPool Pool, bool Changed)> AddMemberAsync(string edgeId, string pool, string name, string ipAddress, int port, CancellationToken cancellationToken) =>
        ChangeAsync(edgeId, pool, document =>
        {
            if (MemberOf(document, ipAddress) is not null)
                return false;
            var xs = document.Name.Namespace;
            var text = port.ToString(CultureInfo.InvariantCulture);
            var member = new XElement(xs + "member", new XElement(xs + "name", name), new XElement(xs + "ipAddress", ipAddress), new XElement(xs + "weight", "1"),
                new XElement(xs + "monitorPort", text), new XElement(xs + "port", text), new XElement(xs + "maxConn", "0"), new XElement(xs + "minConn", "0"),
                new XElement(xs + "condition", "enabled"));
            if (document.Children("member").LastOrDefault() is { } last)
                last.AddAfterSelf(member);
            else
                document.Add(member);
            return true;
        }, cancellationToken);

    /// <summary>Removes the member with an address; gives the pool as it is then, and whether it was changed.</summary>
    public ValueTask<(VcdPool Pool, bool Changed)> RemoveMemberAsync(string edgeId, string pool, string ipAddress, CancellationToken cancellationToken) =>
        ChangeAsync(edgeId, pool, document =>
        {
            var member = MemberOf(document, ipAddress);
            member?.Remove();
            return member is not null;
        }, cancellationToken);

    /// <param name="change">Changes the document; false when it is as it should be already.</param>
    private async ValueTask<(VcdPool Pool, bool Changed)> ChangeAsync(string edgeId, string pool, Func<XElement, bool> change, CancellationToken cancellationToken)
    {
        using var held = await _locks.AcquireAsync($"{edgeId}/{pool}", cancellationToken);
        for (var attempt = 0; ; attempt++)
        {
            var document = await ReadAsync(edgeId, pool, cancellationToken);
            if (!change(document))
                return (VcdPool.From(document), attempt > 0);
            if (attempt == WriteAttempts)
                throw new VcdException(409, "POOL_CHANGED", $"Pool '{pool}' is being changed by somebody else: the change was overwritten {WriteAttempts} times.");
            await client.SendAsync(HttpMethod.Put, $"{PoolsPath(edgeId)}{document.Text("poolId")}", VcdXml.Plain, document, cancellationToken);
        }
    }

    private async ValueTask<XElement> ReadAsync(string edgeId, string nameOrId, CancellationToken cancellationToken)
    {
        var pools = await ReadAllAsync(edgeId, cancellationToken);
        var found = pools.Where(p => p.Text("poolId") == nameOrId).Concat(pools.Where(p => p.Text("name") == nameOrId)).FirstOrDefault();
        return found ?? throw new VcdException(404, "NOT_FOUND", $"There is no pool '{nameOrId}' on the edge gateway; it has {Names(pools.Select(p => p.Text("name")))}.");
    }

    private async ValueTask<IReadOnlyList<XElement>> ReadAllAsync(string edgeId, CancellationToken cancellationToken)
    {
        var root = await client.GetAsync(PoolsPath(edgeId), cancellationToken);
        return [.. root.Children("pool").Select(p => new XElement(p))];
    }

    private static XElement? MemberOf(XElement pool, string ipAddress) => pool.Children("member").FirstOrDefault(m => m.Text("ipAddress") == ipAddress);

    private static string PoolsPath(string edgeId) => $"/network/edges/{edgeId}/loadbalancer/config/pools/";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } text ? text : "none";
}
