using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Sending;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Cli.Traps;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Sending;

/// <summary><c>orchestrator trap</c>: sends SNMP traps, of vROps' kind or with any variables, replays recorded ones, and keeps the rules and MIBs of a server.</summary>
internal static class TrapCommands
{
    public static Command Create() => new("trap", "Sends SNMP traps, tries recorded ones, and keeps rules, MIBs and users.") { Send(), TrapReplayCommand.Create(), TrapRuleCommands.Create(), MibCommands.Create(), SnmpUserCommands.Create() };

    private static Command Send()
    {
        var to = new Option<string>("--to") { Description = "Receiver.", HelpName = "HOST[:PORT]", DefaultValueFactory = _ => "127.0.0.1:1162" };
        var version = new Option<string>("--snmp-version") { Description = "1 or 2c.", DefaultValueFactory = _ => "2c" };
        var community = new Option<string>("--community") { Description = "Community.", DefaultValueFactory = _ => "public" };
        var inform = new Option<bool>("--inform") { Description = "Send an inform and wait for its answer (2c)." };
        var oid = new Option<string?>("--trap-oid") { Description = "Identity of the trap; without it a vROps alert is sent." };
        var variables = new Option<string[]>("--var") { Description = "Variable OID=TYPE:VALUE, with net-snmp's letters or names as type (i, s, x, o, a, c, u, t, C); may be repeated.", HelpName = "OID=TYPE:VALUE" };
        var json = SentPrinter.Option();
        var vrops = new VropsAlertOptions();
        var command = new Command(
            "send",
            "Sends a trap.\n\nExamples: orchestrator trap send --resource web-01 --definition 'CPU is high' --level Critical\n          orchestrator trap send --trap-oid 1.3.6.1.4.1.8072.2.3.0.1 --var 1.3.6.1.4.1.8072.2.3.2.1=i:60")
        { to, version, community, inform, oid, variables };
        vrops.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var target = new SnmpTarget
                {
                    EndPoint = await ResolveAsync(parsed.GetValue(to)!, cancellationToken),
                    Community = parsed.GetValue(community)!,
                    Version = parsed.GetValue(version) switch
                    {
                        "1" => SnmpVersion.V1,
                        "2c" => SnmpVersion.V2c,
                        var other => throw new CliException($"--snmp-version: '{other}' is neither 1 nor 2c.", ExitCode.Usage),
                    },
                };
                var extra = (parsed.GetValue(variables) ?? []).Select(Binding);
                var notification = parsed.GetValue(oid) is { } trap
                    ? new SnmpNotification { TrapOid = trap, Uptime = Uptime(), Variables = [.. extra] }
                    : vrops.Notification(parsed) with { Uptime = Uptime() } is var alert ? alert with { Variables = [.. alert.Variables, .. extra] } : null!;
                var sender = new SnmpSender(TimeProvider.System);
                if (parsed.GetValue(inform))
                    await sender.InformAsync(target, notification, null, cancellationToken);
                else
                    await sender.TrapAsync(target, notification, null, null, cancellationToken);
                SentPrinter.Print(
                    parsed,
                    json,
                    new JsonObject { ["trapOid"] = notification.TrapOid, ["to"] = target.EndPoint.ToString(), ["variables"] = notification.Variables.Count, ["answered"] = parsed.GetValue(inform) },
                    $"Sent {notification.TrapOid} with {notification.Variables.Count} variables to {target.EndPoint}{(parsed.GetValue(inform) ? "; it was answered" : "")}.");
                return ExitCode.Ok;
            }
            catch (FormatException exception)
            {
                throw new CliException(exception.Message, ExitCode.Usage, exception);
            }
            catch (SnmpException exception)
            {
                throw new CliException(exception.Message, ExitCode.Unreachable, exception);
            }
        });
        return command;
    }

    private static uint Uptime() => (uint)(Environment.TickCount64 / 10);

    private static SnmpBinding Binding(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var colon = text.IndexOf(':', Math.Max(equals, 0));
        return equals > 0 && colon > equals
            ? new SnmpBinding(text[..equals], SnmpValue.Parse(text[(equals + 1)..colon], text[(colon + 1)..]))
            : throw new CliException($"--var: '{text}' is not OID=TYPE:VALUE.", ExitCode.Usage);
    }

    private static async Task<IPEndPoint> ResolveAsync(string text, CancellationToken cancellationToken)
    {
        if (IPEndPoint.TryParse(text, out var known) && (known.Port != 0 || text.Contains(':', StringComparison.Ordinal)))
            return known;
        var colon = text.LastIndexOf(':');
        var (host, port) = colon < 0 ? (text, "162") : (text[..colon], text[(colon + 1)..]);
        if (!ushort.TryParse(port, out var number) || number == 0)
            throw new CliException($"--to: '{text}' is not HOST:PORT.", ExitCode.Usage);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
            return new IPEndPoint(addresses.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0], number);
        }
        catch (SocketException exception)
        {
            throw new CliException($"--to: '{host}' is unknown: {exception.Message}", ExitCode.Unreachable, exception);
        }
    }
}
