using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Activities.Messaging.Snmp.Sending;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Snmp.Activities;

/// <summary>
/// Sends a trap once, or an inform until it is answered. The request id is the same at every attempt, so that a receiver can tell a repetition. A version 3 trap is sent in the name of this
/// server's engine, whose id the receiver must know together with the user.
/// </summary>
[Activity("Orchestrator", "Messaging", "Sends an SNMP trap or inform.", DisplayName = "Send SNMP trap", Kind = ActivityKind.Task)]
[FlowNode("Done", "Failed")]
public sealed class SendSnmpTrap : SnmpActivity
{
    private const string Key = "snmpTrap";

    [Input(DisplayName = "Trap OID", Description = "Identity of the notification, such as 1.3.6.1.6.3.1.1.5.1.", Order = 10)]
    public Input<string> TrapOid { get; set; } = default!;

    [Input(
        Description = "Values by OID or name. A number is sent as Integer, text as OctetString; {\"type\": \"Gauge32\", \"value\": 5} as what it says.",
        UIHint = "dictionary",
        Order = 11)]
    public Input<IDictionary<string, object?>>? Variables { get; set; }

    [Input(Description = "An inform is answered by its receiver; not in version 1.", UIHint = "checkbox", DefaultValue = false, Order = 12)]
    public Input<bool?>? Inform { get; set; }

    private protected override int DefaultPort => 162;

    protected override async ValueTask PrepareAsync(ActivityExecutionContext context)
    {
        await base.PrepareAsync(context);
        context.SetProperty(Key, new Trap
        {
            TrapOid = TrapOid.Require(context, nameof(TrapOid)),
            Variables = new Dictionary<string, object?>(Variables.GetOrDefault(context) ?? new Dictionary<string, object?>()),
            IsInform = Inform.GetOrDefault(context) ?? false,
        });
    }

    private protected override async ValueTask TalkAsync(ActivityExecutionContext context, SnmpTarget target)
    {
        var trap = context.GetProperty<Trap>(Key)!;
        var engine = context.GetRequiredService<UsmParts>().Engine;
        var notification = new SnmpNotification
        {
            TrapOid = trap.TrapOid,
            Uptime = engine.Uptime,
            Variables = [.. trap.Variables.Select(pair => BindingReader.Read(OidOf(context, pair.Key), pair.Value))],
        };
        var sender = context.GetRequiredService<SnmpSender>();
        await context.RunEffectAsync(new EffectRequest<int>
        {
            Name = "send",
            Act = async (key, cancellationToken) =>
            {
                var requestId = RequestIdOf(key);
                if (!trap.IsInform)
                {
                    await sender.TrapAsync(target, notification, target.Version == SnmpVersion.V3 ? new SnmpSource(engine.Id, engine.Boots, engine.Time) : null, requestId, cancellationToken);
                    return 0;
                }

                var reply = await sender.InformAsync(target, notification, requestId, cancellationToken);
                ThrowIfRefused(target, reply, []);
                return reply.Variables.Count;
            },
        });
        await context.CompleteActivityAsync();
    }

    private static int RequestIdOf(string key) => BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key))) & int.MaxValue;

    private sealed record Trap
    {
        public required string TrapOid { get; init; }

        public required Dictionary<string, object?> Variables { get; init; }

        public required bool IsInform { get; init; }
    }
}
