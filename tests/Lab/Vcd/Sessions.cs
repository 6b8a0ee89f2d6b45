using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>Log-in with <c>user@org:password</c>: 32 hex digits up to API 32 (<c>x-vcloud-authorization</c>), a bearer token from 33.</summary>
internal static class Sessions
{
    public static LabReply CreateOld(VcdCall call)
    {
        if (call.Version >= ApiVersion.NoOldSessions)
            throw VcdError.NotFound("/api/sessions is gone from API version 38.0. Log in at /cloudapi/1.0.0/sessions.");
        var (user, org) = CheckPassword(call);
        var session = Create(call, user, call.World.Ids.NewHex(16));
        var reply = SessionXml(call, session, user, org).With("x-vcloud-authorization", session.Token);
        return reply;
    }

    public static LabReply CreateTenant(VcdCall call) => CreateBearer(call, provider: false);

    public static LabReply CreateProvider(VcdCall call) => CreateBearer(call, provider: true);

    public static LabReply Get(VcdCall call) => SessionXml(call, call.Session!, call.User, call.Org);

    public static LabReply Current(VcdCall call) => LabReply.Json(200, SessionJson(call, call.Session!, call.User, call.Org));

    public static LabReply Delete(VcdCall call)
    {
        call.Vcd.Sessions.Remove(call.Session!);
        return new LabReply(204);
    }

    /// <summary>The session of the request's token.</summary>
    /// <exception cref="VcdError">401: no token, an unknown or an expired one.</exception>
    public static SessionState Find(VcdState vcd, IHeaderDictionary headers, DateTimeOffset now)
    {
        var token = headers["x-vcloud-authorization"].ToString();
        var authorization = headers.Authorization.ToString();
        if (token.Length == 0 && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            token = authorization["Bearer ".Length..].Trim();
        return vcd.Sessions.Find(s => s.Token == token && s.ExpiresAt > now) ?? throw new VcdError(401, "UNAUTHORIZED", "This operation needs a session: log in first.");
    }

    private static LabReply CreateBearer(VcdCall call, bool provider)
    {
        if (call.Version < ApiVersion.CloudApi)
            throw new VcdError(406, "NOT_ACCEPTABLE", "Sessions at /cloudapi need API version 33.0 or newer.");
        var (user, org) = CheckPassword(call);
        if (org.IsSystem != provider)
            throw Denied();
        var session = Create(call, user, Jwt(call, user, org));
        return LabReply.Json(200, SessionJson(call, session, user, org))
            .With("X-VMWARE-VCLOUD-ACCESS-TOKEN", session.Token)
            .With("X-VMWARE-VCLOUD-TOKEN-TYPE", "Bearer");
    }

    private static SessionState Create(VcdCall call, UserState user, string token)
    {
        call.Vcd.Sessions.RemoveAll(s => s.ExpiresAt <= call.Now);
        var session = new SessionState { Id = call.World.Ids.NewId(), Token = token, UserId = user.Id, ExpiresAt = call.Now + call.World.Options.SessionLifetime };
        call.Vcd.Sessions.Add(session);
        return session;
    }

    private static (UserState User, OrgState Org) CheckPassword(VcdCall call)
    {
        var header = call.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            throw Denied();
        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header["Basic ".Length..].Trim(), buffer, out var length))
            throw Denied();
        var text = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var at = colon < 0 ? -1 : text.LastIndexOf('@', colon);
        if (at < 0)
            throw Denied();
        var org = call.Vcd.Org(text[(at + 1)..colon]);
        var user = call.Vcd.Users.Find(u => u.OrgId == org?.Id && string.Equals(u.Name, text[..at], StringComparison.OrdinalIgnoreCase) && u.Password == text[(colon + 1)..]);
        return user is null ? throw Denied() : (user, org!);
    }

    private static VcdError Denied() => new(401, "UNAUTHORIZED", "The user name, organization or password is wrong.");

    /// <summary>A token of the look of a JWT; its signature is random, since only the lab itself checks it.</summary>
    private static string Jwt(VcdCall call, UserState user, OrgState org)
    {
        var head = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT" };
        var body = new JsonObject
        {
            ["sub"] = user.Name,
            ["iss"] = $"{org.Id}@{call.Vcd.VCenterId}",
            ["exp"] = (call.Now + call.World.Options.SessionLifetime).ToUnixTimeSeconds(),
            ["version"] = "vcloud_1.0",
            ["jti"] = call.World.Ids.NewHex(16),
        };
        return $"{Base64Url(head)}.{Base64Url(body)}.{call.World.Ids.NewHex(32)}";
    }

    private static string Base64Url(JsonObject json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static JsonObject SessionJson(VcdCall call, SessionState session, UserState user, OrgState org) => new()
    {
        ["id"] = $"urn:vcloud:session:{session.Id}",
        ["site"] = new JsonObject { ["name"] = "lab", ["id"] = $"urn:vcloud:site:{call.Vcd.VCenterId}" },
        ["user"] = new JsonObject { ["name"] = user.Name, ["id"] = $"urn:vcloud:user:{user.Id}" },
        ["org"] = new JsonObject { ["name"] = org.Name, ["id"] = $"urn:vcloud:org:{org.Id}" },
        ["operatingOrg"] = new JsonObject { ["name"] = org.Name, ["id"] = $"urn:vcloud:org:{org.Id}" },
        ["location"] = $"{org.Id}@{call.Vcd.VCenterId}",
        ["roles"] = new JsonArray(user.Role),
        ["roleRefs"] = new JsonArray(new JsonObject { ["name"] = user.Role, ["id"] = $"urn:vcloud:role:{call.Vcd.VCenterId}" }),
        ["sessionIdleTimeoutMinutes"] = 30,
    };

    private static LabReply SessionXml(VcdCall call, SessionState session, UserState user, OrgState org)
    {
        var root = new XElement(
            X.V + "Session",
            new XAttribute("user", user.Name),
            new XAttribute("org", org.Name),
            new XAttribute("userId", $"urn:vcloud:user:{user.Id}"),
            new XAttribute("roles", user.Role),
            new XAttribute("locationId", string.Create(CultureInfo.InvariantCulture, $"{org.Id}@{call.Vcd.VCenterId}")),
            new XAttribute("href", call.Href("/api/session")),
            new XAttribute("id", $"urn:vcloud:session:{session.Id}"),
            new XAttribute("type", X.Mime("session")),
            X.Link("down", call.Href("/api/org/"), X.Mime("orgList")),
            X.Link("remove", call.Href("/api/session")),
            X.Link("down", call.Href($"/api/org/{org.Id}"), X.Mime("org"), org.Name),
            X.Link("down", call.Href("/api/query"), X.Mime("query.queryList")),
            X.Link("entityResolver", call.Href("/api/entity/"), X.Mime("entity")));
        if (org.IsSystem)
        {
            root.Add(
                X.Link("down", call.Href("/api/admin/"), X.AdminMime("vcloud")),
                X.Link("down", call.Href("/api/admin/extension"), X.AdminMime("vmwExtension")));
        }

        if (call.Version >= ApiVersion.CloudApi)
            root.Add(X.Link("openapi", call.Href("/cloudapi"), "application/json"));
        return call.Xml(200, root, X.Mime("session"));
    }
}
