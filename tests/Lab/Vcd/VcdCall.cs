using System.Globalization;
using System.Xml.Linq;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>One authenticated call: the request, the world, and who asks.</summary>
internal sealed class VcdCall
{
    public required LabRequest Request { get; init; }

    public required LabWorld World { get; init; }

    public required VcdState Vcd { get; init; }

    /// <summary>API version; 0 where none is asked for.</summary>
    public required decimal Version { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Null before the log-in.</summary>
    public SessionState? Session { get; init; }

    public UserState User => Vcd.Users.Find(u => u.Id == Session!.UserId)!;

    public OrgState Org => Vcd.Org(User.OrgId)!;

    public bool IsProvider => Org.IsSystem;

    public string Href(string path) => Request.BaseUrl + path;

    /// <summary>The uuid in the path.</summary>
    public Guid Id(string name = "id") =>
        Guid.TryParseExact(Request.RouteText(name), "D", out var id) ? id : throw VcdError.BadRequest($"Bad request - Invalid id: {Request.RouteText(name)}");

    public bool MaySee(Guid orgId) => IsProvider || orgId == User.OrgId;

    public VAppState VApp(Guid id) => Visible(Vcd.VApp(id), v => v.OrgId, "vapp", id);

    public VmState Vm(Guid id) => Visible(Vcd.Vm(id), v => v.OrgId, "vm", id);

    public T Visible<T>(T? entity, Func<T, Guid> org, string kind, Guid id)
        where T : class => entity is not null && MaySee(org(entity)) ? entity : throw VcdError.NoEntity(kind, id);

    public void DemandProvider()
    {
        if (!IsProvider)
            throw VcdError.Forbidden();
    }

    public LabReply Xml(int status, XElement root, string mime) =>
        new(status, Version == 0 ? mime : string.Create(CultureInfo.InvariantCulture, $"{mime};version={Version:0.0}"), X.ToText(root));
}
