using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Sending;
using Orchestrator.Activities.Messaging.Snmp.Users;
using Orchestrator.Runtime.Secrets;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Snmp.Activities;

/// <summary>
/// Base of activities that talk to an SNMP peer. No answer after all retries (<c>snmp.timeout</c>, <c>snmp.unreachable</c>) is transient and tried again for <c>PatienceSeconds</c>; an error-status
/// (<c>snmp.</c> and its name, such as <c>snmp.notWritable</c>), a report (<c>snmp.report</c>) and wrong inputs (<c>snmp.bad-input</c>) are not.
/// </summary>
public abstract class SnmpActivity : RemoteActivity
{
    private const string PeerKey = "snmpPeer";

    /// <summary>Secrets of the provider: users and communities belong to no tenant.</summary>
    private const string SecretOwner = "";

    [Input(Description = "Name or address of the peer, with a port behind a colon when it is not the usual one: 161 of agents, 162 of receivers of traps.", Order = 1)]
    public Input<string> Target { get; set; } = default!;

    [Input(DisplayName = "Version", Description = "Version of SNMP.", UIHint = "dropdown", Options = ["1", "2c", "3"], DefaultValue = "2c", Order = 2)]
    public Input<string>? ProtocolVersion { get; set; }

    [Input(Description = "Community of versions 1 and 2c. Default: public.", IsSensitive = true, Order = 3)]
    public Input<string>? Community { get; set; }

    [Input(Description = "Version 3: name of an SNMP user of this server; its passwords stay here.", Order = 4)]
    public Input<string>? User { get; set; }

    [Input(DisplayName = "Context", Description = "Version 3: name of the context. Default: empty.", Order = 5)]
    public Input<string>? ContextName { get; set; }

    [Input(DisplayName = "Time-out (s)", Description = "How long one attempt waits for an answer, in seconds: 0.1 to 60.", DefaultValue = 2, Category = "Failure", Order = 90)]
    public Input<double?>? TimeoutSeconds { get; set; }

    [Input(Description = "Attempts after the first: 0 to 20.", DefaultValue = 2, Category = "Failure", Order = 91)]
    public Input<int?>? Retries { get; set; }

    /// <summary>161 or 162.</summary>
    private protected virtual int DefaultPort => 161;

    protected override ValueTask PrepareAsync(ActivityExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var version = VersionOf(ProtocolVersion.GetOrDefault(context));
        var (host, port) = Split(Target.Require(context, nameof(Target)));
        var timeout = TimeoutSeconds.GetOrDefault(context) ?? 2;
        var retries = Retries.GetOrDefault(context) ?? 2;
        if (timeout is not (>= 0.1 and <= 60))
            throw Wrong($"Input 'TimeoutSeconds' is {timeout.ToString(CultureInfo.InvariantCulture)}; it must be from 0.1 to 60.");
        if (retries is < 0 or > 20)
            throw Wrong($"Input 'Retries' is {retries}; it must be from 0 to 20.");
        var secrets = context.GetRequiredService<ISecretProtector>();
        context.SetProperty(PeerKey, new SnmpPeer
        {
            Host = host,
            Port = port,
            Version = version,
            Community = version == SnmpVersion.V3 ? null : secrets.Protect(SecretOwner, Community.GetOrDefault(context) is { Length: > 0 } community ? community : "public"),
            User = version == SnmpVersion.V3 ? User.Require(context, nameof(User)) : null,
            ContextName = ContextName.GetOrDefault(context) ?? "",
            TimeoutSeconds = timeout,
            Retries = retries,
        });
        return ValueTask.CompletedTask;
    }

    protected sealed override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await TalkAsync(context, await TargetAsync(context));
        }
        catch (FormatException exception)
        {
            throw new WorkflowFaultException(exception.Message, "snmp.bad-input", null, exception);
        }
    }

    /// <summary>Does the work and completes the activity.</summary>
    private protected abstract ValueTask TalkAsync(ActivityExecutionContext context, SnmpTarget target);

    /// <summary>Throws when the peer has refused.</summary>
    private protected static void ThrowIfRefused(SnmpTarget target, SnmpReply reply, IReadOnlyList<string> oids)
    {
        if (reply.ErrorStatus == 0)
            return;
        var name = SnmpErrorStatus.NameOf(reply.ErrorStatus);
        var about = reply.ErrorIndex >= 1 && reply.ErrorIndex <= oids.Count ? $" for {oids[reply.ErrorIndex - 1]}" : "";
        throw new SnmpException($"{target.EndPoint} answered with the error {name}{about}.", $"snmp.{name}", isTransient: name == "resourceUnavailable");
    }

    /// <summary>Identifiers from names of known objects or OIDs.</summary>
    private protected static string OidOf(ActivityExecutionContext context, string objectName)
    {
        var text = objectName.Trim();
        if (OidCodec.Parse(text) is { } oid)
            return OidCodec.Format(oid);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var found = context.GetRequiredService<Names.SnmpNameTable>().Objects(dot < 0 ? text : text[..dot]);
        return found.Count > 0
            ? found[0] + (dot < 0 ? "" : text[dot..])
            : throw new FormatException($"'{objectName}' is neither an OID nor the name of a known object; import the MIB that defines it, or write the OID.");
    }

    /// <summary>Variables as plain values: <c>{byName, list: [{oid, name, type, value}]}</c>.</summary>
    private protected static Dictionary<string, object?> ValuesOf(IReadOnlyList<SnmpVariable> variables)
    {
        var byName = new Dictionary<string, object?>();
        foreach (var variable in variables)
            byName.TryAdd(variable.Name ?? variable.Oid, variable.Value);
        return new Dictionary<string, object?>
        {
            ["byName"] = byName,
            ["list"] = variables.Select(variable => (object?)new Dictionary<string, object?>
            {
                ["oid"] = variable.Oid,
                ["name"] = variable.Name,
                ["type"] = variable.Type,
                ["value"] = variable.Value,
            }).ToList(),
        };
    }

    private async ValueTask<SnmpTarget> TargetAsync(ActivityExecutionContext context)
    {
        var peer = context.GetProperty<SnmpPeer>(PeerKey)!;
        return new SnmpTarget
        {
            EndPoint = await ResolveAsync(peer, context.CancellationToken),
            Version = peer.Version,
            Community = peer.Community is null ? "" : context.GetRequiredService<ISecretProtector>().Unprotect(SecretOwner, peer.Community),
            User = peer.User is null
                ? null
                : await context.GetRequiredService<SnmpUserStore>().FindAnyAsync(peer.User, context.CancellationToken)
                    ?? throw Wrong($"There is no SNMP user '{peer.User}' on this server: make it in the console or by PUT /api/v1/snmp/users/{peer.User}."),
            ContextName = peer.ContextName,
            Timeout = TimeSpan.FromSeconds(peer.TimeoutSeconds),
            Retries = peer.Retries,
        };
    }

    private static async ValueTask<IPEndPoint> ResolveAsync(SnmpPeer peer, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(peer.Host, out var address))
            return new IPEndPoint(address, peer.Port);
        try
        {
            return new IPEndPoint((await Dns.GetHostAddressesAsync(peer.Host, cancellationToken))[0], peer.Port);
        }
        catch (SocketException exception)
        {
            throw new SnmpException($"The name '{peer.Host}' cannot be resolved: {exception.Message}.", "snmp.unreachable", isTransient: true, exception);
        }
    }

    private (string Host, int Port) Split(string target)
    {
        var text = target.Trim();
        if (IPAddress.TryParse(text, out _))
            return (text, DefaultPort);
        var colon = text.LastIndexOf(':');
        if (colon < 0)
            return (text, DefaultPort);
        var host = text[..colon].TrimStart('[').TrimEnd(']');
        return host.Length > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535
            ? (host, port)
            : throw Wrong($"Input 'Target' is '{target}'; write a name or an address, and a port behind a colon, such as switch-1.example.test:161.");
    }

    private static SnmpVersion VersionOf(string? text) => text switch
    {
        "1" or "v1" => SnmpVersion.V1,
        null or "" or "2c" or "v2c" or "2" => SnmpVersion.V2c,
        "3" or "v3" => SnmpVersion.V3,
        _ => throw Wrong($"Input 'ProtocolVersion' is '{text}'; it must be 1, 2c or 3."),
    };

    private static WorkflowFaultException Wrong(string fault) => new(fault, "snmp.bad-input");
}
