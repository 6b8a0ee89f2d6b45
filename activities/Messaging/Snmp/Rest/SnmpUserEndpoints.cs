using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Activities.Messaging.Snmp.Users;

namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>Version 3 users.</summary>
internal static class SnmpUserEndpoints
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/users", ListAsync).WithName("ListSnmpUsers").WithSummary("Version 3 users, without their keys").Produces<ItemAnswer<SnmpUserAnswer>>();
        group.MapPut("/users/{name}", SaveAsync).WithName("SaveSnmpUser").WithSummary("Makes or changes a version 3 user").Accepts<SnmpUserRequest>("application/json")
            .Produces<SnmpUserAnswer>().ProducesValidationProblem().ProducesProblem(409);
        group.MapDelete("/users/{name}", DeleteAsync).WithName("DeleteSnmpUser").WithSummary("Deletes a version 3 user").Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var store = Store(context);
        var kept = await store.ListAsync(cancellationToken);
        var configured = store.Configured.Select(user => user.Name).ToHashSet(StringComparer.Ordinal);
        var answers = store.Configured.Select(user => Answer(user, isConfigured: true)).Concat(kept.Where(user => !configured.Contains(user.Name)).Select(user => Answer(
            new UsmUser(user.Name, user.Auth, [], user.Priv, [], user.KeyExtension, [.. user.EngineIds.Select(Convert.FromHexString)]), isConfigured: false)));
        return SnmpBody.Ok(new ItemAnswer<SnmpUserAnswer>([.. answers.OrderBy(user => user.Name, StringComparer.Ordinal)]));
    }

    private static async Task<IResult> SaveAsync(HttpContext context, string name, CancellationToken cancellationToken)
    {
        var request = await SnmpBody.ReadAsync<SnmpUserRequest>(context.Request, cancellationToken);
        var store = Store(context);
        if (store.Configured.Any(user => user.Name == name))
            return Configured(name);
        var existing = await store.FindAsync(name, cancellationToken);
        var keepsAuth = request.AuthPassword is null && existing is not null && existing.Auth == request.Auth && request.Auth != SnmpAuthProtocol.None;
        var keepsPriv = request.PrivPassword is null && existing is not null && existing.Auth == request.Auth && existing.Priv == request.Priv && request.Priv != SnmpPrivProtocol.None;
        var faults = new Dictionary<string, string[]>();
        var engines = Check(name, request, keepsAuth, keepsPriv, faults);
        if (faults.Count > 0)
            return Results.ValidationProblem(faults);
        var user = new UsmUser(
            name,
            request.Auth,
            keepsAuth ? existing!.AuthKey.ToArray() : Key(request.Auth, request.Auth != SnmpAuthProtocol.None, request.AuthPassword),
            request.Priv,
            keepsPriv ? existing!.PrivKey.ToArray() : Key(request.Auth, request.Priv != SnmpPrivProtocol.None, request.PrivPassword),
            request.KeyExtension,
            [.. engines]);
        await store.SaveAsync(user, cancellationToken);
        return SnmpBody.Ok(Answer(user, isConfigured: false));
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string name, CancellationToken cancellationToken)
    {
        var store = Store(context);
        if (store.Configured.Any(user => user.Name == name))
            return Configured(name);
        return await store.DeleteAsync(name, cancellationToken) ? Results.NoContent() : SnmpBody.NotFound($"There is no SNMP user '{name}'.");
    }

    private static List<byte[]> Check(string name, SnmpUserRequest request, bool keepsAuth, bool keepsPriv, Dictionary<string, string[]> faults)
    {
        if (Encoding.UTF8.GetByteCount(name) > UsmUser.MaxNameBytes)
            faults["name"] = [$"Has more than {UsmUser.MaxNameBytes} bytes."];
        if (!Enum.IsDefined(request.Auth))
            faults["auth"] = [$"Must be one of {string.Join(", ", Enum.GetNames<SnmpAuthProtocol>())}."];
        if (!Enum.IsDefined(request.Priv))
            faults["priv"] = [$"Must be one of {string.Join(", ", Enum.GetNames<SnmpPrivProtocol>())}."];
        else if (request.Priv != SnmpPrivProtocol.None && request.Auth == SnmpAuthProtocol.None)
            faults["priv"] = ["SNMP knows no privacy without authentication: choose auth too."];
        if (!Enum.IsDefined(request.KeyExtension))
            faults["keyExtension"] = ["Must be Blumenthal or Reeder."];
        CheckPassword("authPassword", request.AuthPassword, request.Auth != SnmpAuthProtocol.None, keepsAuth, faults);
        CheckPassword("privPassword", request.PrivPassword, request.Priv != SnmpPrivProtocol.None, keepsPriv, faults);
        var engines = new List<byte[]>();
        var texts = request.EngineIds ?? [];
        for (var i = 0; i < texts.Count; i++)
        {
            if (ParseEngine(texts[i]) is { } engine)
                engines.Add(engine);
            else
                faults[$"engineIds[{i}]"] = ["Must be 5 to 32 bytes in hexadecimal digits, such as 80001f8880deadbeef01."];
        }

        return engines;
    }

    private static void CheckPassword(string field, string? password, bool isNeeded, bool isKept, Dictionary<string, string[]> faults)
    {
        if (!isNeeded && password is not null)
            faults[field] = ["Is given, but the protocol is None."];
        else if (isNeeded && !isKept && password is null)
            faults[field] = ["Is required."];
        else if (isNeeded && password is { Length: < UsmUser.MinPasswordLength })
            faults[field] = [$"Has less than {UsmUser.MinPasswordLength} characters (RFC 3414 11.2)."];
    }

    private static byte[]? ParseEngine(string? text)
    {
        var digits = text?.StartsWith("0x", StringComparison.OrdinalIgnoreCase) == true ? text[2..] : text ?? "";
        return digits.Length is >= 10 and <= 64 && digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : null;
    }

    private static byte[] Key(SnmpAuthProtocol hash, bool isNeeded, string? password) => isNeeded ? UsmKeyMaker.FromPassword(hash, Encoding.UTF8.GetBytes(password!)) : [];

    private static SnmpUserAnswer Answer(UsmUser user, bool isConfigured) => new()
    {
        Name = user.Name,
        SecurityLevel = user.Level switch
        {
            SnmpSecurityLevel.AuthPriv => "authPriv",
            SnmpSecurityLevel.AuthNoPriv => "authNoPriv",
            _ => "noAuthNoPriv",
        },
        Auth = user.Auth,
        Priv = user.Priv,
        KeyExtension = user.KeyExtension,
        EngineIds = [.. user.EngineIds.Select(Convert.ToHexStringLower)],
        IsConfigured = isConfigured,
    };

    private static IResult Configured(string name) =>
        Results.Problem($"The user '{name}' comes from the server's configuration; change it there.", statusCode: StatusCodes.Status409Conflict, title: "Conflict");

    private static SnmpUserStore Store(HttpContext context) => context.RequestServices.GetRequiredService<SnmpUserStore>();
}
