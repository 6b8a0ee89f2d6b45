using System.Globalization;
using System.Xml.Linq;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>The NSX-V load balancer behind vCD's proxy: pools are read and written whole; NSX's XML has no namespace.</summary>
internal static class LoadBalancer
{
    private const string Mime = "application/xml";
    private static readonly string[] Algorithms = ["round-robin", "ip-hash", "leastconn", "uri", "httpheader", "url"];
    private static readonly string[] Conditions = ["enabled", "disabled", "drain"];

    public static LabReply List(VcdCall call) =>
        new(200, Mime, X.ToText(new XElement("loadBalancer", EdgeViews.Find(call).Pools.Select(Element))));

    public static LabReply Get(VcdCall call) => Find(call, EdgeViews.Find(call)) is { } pool ? new LabReply(200, Mime, X.ToText(Element(pool))) : Missing(call);

    public static LabReply Create(VcdCall call)
    {
        var edge = EdgeViews.Find(call);
        if (Read(call, out var pool) is { } fault)
            return fault;
        if (edge.Pools.Exists(p => p.Name == pool.Name))
            return Error(400, 14504, $"[LoadBalancer] The pool name {pool.Name} is already in use.");
        pool.Id = $"pool-{edge.NextPool++}";
        Number(edge, pool);
        edge.Pools.Add(pool);
        return new LabReply(201).With("Location", $"/network/edges/{edge.NsxId}/loadbalancer/config/pools/{pool.Id}");
    }

    public static LabReply Update(VcdCall call)
    {
        var edge = EdgeViews.Find(call);
        if (Find(call, edge) is not { } old)
            return Missing(call);
        if (Read(call, out var pool) is { } fault)
            return fault;
        pool.Id = old.Id;
        Number(edge, pool);
        edge.Pools[edge.Pools.IndexOf(old)] = pool;
        return new LabReply(204);
    }

    public static LabReply Delete(VcdCall call)
    {
        var edge = EdgeViews.Find(call);
        if (Find(call, edge) is not { } pool)
            return Missing(call);
        edge.Pools.Remove(pool);
        return new LabReply(204);
    }

    private static PoolState? Find(VcdCall call, EdgeState edge) => edge.Pools.Find(p => p.Id == call.Request.RouteText("pool"));

    private static LabReply Missing(VcdCall call) => Error(404, 14544, $"[LoadBalancer] The pool {call.Request.RouteText("pool")} does not exist.");

    private static LabReply Error(int status, int code, string details) => new(status, Mime, X.ToText(new XElement(
        "error",
        new XElement("errorCode", X.Text(code)),
        new XElement("details", details),
        new XElement("moduleName", "vShield Edge"))));

    private static void Number(EdgeState edge, PoolState pool)
    {
        foreach (var member in pool.Members.Where(m => m.Id.Length == 0))
            member.Id = $"member-{edge.NextMember++}";
    }

    private static LabReply? Read(VcdCall call, out PoolState pool)
    {
        var root = X.Parse(call.Request.Body, "pool");
        pool = new PoolState
        {
            Name = root.Element("name")?.Value ?? "",
            Description = root.Element("description")?.Value,
            Algorithm = root.Element("algorithm")?.Value ?? "round-robin",
            AlgorithmParameters = root.Element("algorithmParameters")?.Value,
            Transparent = root.Element("transparent")?.Value == "true",
            MonitorId = root.Element("monitorId")?.Value,
            Members = [.. root.Elements("member").Select(ReadMember)],
        };
        if (pool.Name.Length == 0)
            return Error(400, 14500, "[LoadBalancer] A pool needs a name.");
        if (!Algorithms.Contains(pool.Algorithm))
            return Error(400, 14501, $"[LoadBalancer] Unknown algorithm {pool.Algorithm}.");
        if (pool.Members.Find(m => !Conditions.Contains(m.Condition)) is { } odd)
            return Error(400, 14502, $"[LoadBalancer] Unknown condition {odd.Condition} of member {odd.Name}.");
        if (pool.Members.Find(m => m.Name.Length == 0 || m.IpAddress.Length == 0) is not null)
            return Error(400, 14503, "[LoadBalancer] A member needs a name and an ipAddress.");
        var twice = pool.Members.GroupBy(m => m.Name).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null : Error(400, 14505, $"[LoadBalancer] Duplicate member name {twice.Key}.");
    }

    private static PoolMemberState ReadMember(XElement member) => new()
    {
        Id = member.Element("memberId")?.Value ?? "",
        Name = member.Element("name")?.Value ?? "",
        IpAddress = member.Element("ipAddress")?.Value ?? "",
        Weight = Number(member, "weight") ?? 1,
        MonitorPort = Number(member, "monitorPort"),
        Port = Number(member, "port"),
        MaxConn = Number(member, "maxConn") ?? 0,
        MinConn = Number(member, "minConn") ?? 0,
        Condition = member.Element("condition")?.Value ?? "enabled",
    };

    private static int? Number(XElement parent, string name)
    {
        if (parent.Element(name)?.Value is not { Length: > 0 } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw VcdError.BadRequest($"Bad request - {name} is no number: {text}");
    }

    private static XElement Element(PoolState pool) => new(
        "pool",
        new XElement("poolId", pool.Id),
        new XElement("name", pool.Name),
        pool.Description is null ? null : new XElement("description", pool.Description),
        new XElement("algorithm", pool.Algorithm),
        pool.AlgorithmParameters is null ? null : new XElement("algorithmParameters", pool.AlgorithmParameters),
        new XElement("transparent", X.Bool(pool.Transparent)),
        pool.MonitorId is null ? null : new XElement("monitorId", pool.MonitorId),
        pool.Members.Select(m => new XElement(
            "member",
            new XElement("memberId", m.Id),
            new XElement("name", m.Name),
            new XElement("ipAddress", m.IpAddress),
            new XElement("weight", X.Text(m.Weight)),
            m.MonitorPort is { } monitor ? new XElement("monitorPort", X.Text(monitor)) : null,
            m.Port is { } port ? new XElement("port", X.Text(port)) : null,
            new XElement("maxConn", X.Text(m.MaxConn)),
            new XElement("minConn", X.Text(m.MinConn)),
            new XElement("condition", m.Condition))));
}
