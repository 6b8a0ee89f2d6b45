using System.CommandLine;
using System.Globalization;
using Orchestrator.Activities.Messaging.Snmp.Sending;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Sending;

/// <summary>An alert as vRealize Operations sends it (VMWARE-VROPS-MIB, revision 2018-06-27): twenty text variables.</summary>
internal sealed class VropsAlertOptions
{
    private const string Enterprise = "1.3.6.1.4.1.6876.4.50.1";

    private readonly Option<string> _kind = new("--kind") { Description = "active, clear, change or test.", DefaultValueFactory = _ => "active" };
    private readonly Option<string> _resource = new("--resource") { Description = "Name of the object.", DefaultValueFactory = _ => "web-01" };
    private readonly Option<string> _resourceKind = new("--resource-kind") { Description = "Kind of the object.", DefaultValueFactory = _ => "VirtualMachine" };
    private readonly Option<string> _definition = new("--definition") { Description = "Name of the alert definition.", DefaultValueFactory = _ => "CPU usage is high" };
    private readonly Option<string> _level = new("--level") { Description = "Critical, Immediate, Warning or Information.", DefaultValueFactory = _ => "Critical" };
    private readonly Option<string> _message = new("--message") { Description = "Text of the alert.", DefaultValueFactory = _ => "Sent by hand." };
    private readonly Option<string> _metric = new("--metric") { Description = "Metric of the symptom.", DefaultValueFactory = _ => "cpu|usage_average" };
    private readonly Option<string> _rule = new("--rule") { Description = "Name of the notification rule.", DefaultValueFactory = _ => "orchestrator" };
    private readonly Option<string?> _alertId = new("--alert-id") { Description = "UUID of the alert; a new one when absent." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_kind, _resource, _resourceKind, _definition, _level, _message, _metric, _rule, _alertId])
            command.Add(option);
    }

    public SnmpNotification Notification(ParseResult parsed)
    {
        var number = parsed.GetValue(_kind) switch
        {
            "active" => 46,
            "clear" => 47,
            "change" => 48,
            "test" => 200,
            var other => throw new CliException($"--kind: '{other}' is none of active, clear, change, test.", ExitCode.Usage),
        };
        var status = number == 47 ? "Cleared" : "New";
        var time = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
        var level = parsed.GetValue(_level)!;
        var alert = parsed.GetValue(_alertId) ?? Guid.CreateVersion7().ToString();
        string[] texts =
        [
            Environment.MachineName, parsed.GetValue(_resource)!, "General", time, level, $"{status} alert of {time}", $"https://vrops.example/ui/index.action#/alerts/{alert}", alert,
            parsed.GetValue(_message)!, "Virtualization/Hypervisor", "Performance", level, "Info", "Info", parsed.GetValue(_metric)!, parsed.GetValue(_resourceKind)!,
            parsed.GetValue(_definition)!, parsed.GetValue(_message)!, "health", parsed.GetValue(_rule)!,
        ];
        return new SnmpNotification
        {
            TrapOid = string.Create(CultureInfo.InvariantCulture, $"{Enterprise}.0.{number}"),
            Variables = [.. texts.Select((text, i) => new SnmpBinding(string.Create(CultureInfo.InvariantCulture, $"{Enterprise}.2.{i + 1}.0"), SnmpValue.Text(text)))],
        };
    }
}
