using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vrops;

/// <summary>Token log-in; <c>Authorization: vRealizeOpsToken …</c> (or <c>OpsToken …</c>) afterwards.</summary>
internal static class Tokens
{
    private static readonly string[] Schemes = ["vRealizeOpsToken ", "OpsToken "];

    public static LabReply Acquire(VropsCall call)
    {
        var body = call.Body();
        if (body["username"]?.ToString() != call.Vrops.User || body["password"]?.ToString() != call.Vrops.Password)
            throw new VropsError(401, "The provided username/password or token is not valid. Please try again.", 1503);
        var hex = call.World.Ids.NewHex(32);
        var expires = call.Now + call.World.Options.TokenLifetime;
        var token = new VropsTokenState { Token = $"{call.World.Ids.NewId()}::{hex}", ExpiresAt = expires };
        call.Vrops.Tokens.RemoveAll(t => t.ExpiresAt <= call.Now);
        call.Vrops.Tokens.Add(token);
        return LabReply.Json(200, new JsonObject
        {
            ["token"] = token.Token,
            ["validity"] = expires.ToUnixTimeMilliseconds(),
            ["expiresAt"] = expires.UtcDateTime.ToString("dddd, MMMM d, yyyy h:mm:ss tt 'UTC'", CultureInfo.InvariantCulture),
            ["roles"] = new JsonArray(),
        });
    }

    public static LabReply Release(VropsCall call)
    {
        call.Vrops.Tokens.RemoveAll(t => t.Token == TokenOf(call.Request));
        return new LabReply(200);
    }

    public static LabReply CurrentUser(VropsCall call) => LabReply.Json(200, new JsonObject { ["username"] = call.Vrops.User, ["enabled"] = true });

    /// <exception cref="VropsError">401: no token, an unknown or an expired one.</exception>
    public static void Demand(VropsCall call)
    {
        var token = TokenOf(call.Request);
        if (token is null || !call.Vrops.Tokens.Exists(t => t.Token == token && t.ExpiresAt > call.Now))
            throw new VropsError(401, "The provided token for auth scheme \"vRealizeOpsToken\" is either invalid or has expired.", 1512);
    }

    private static string? TokenOf(LabRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var scheme = Array.Find(Schemes, s => header.StartsWith(s, StringComparison.OrdinalIgnoreCase));
        return scheme is null ? null : header[scheme.Length..].Trim();
    }
}
