using Orchestrator.Activities.Messaging.Snmp.Sending;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Snmp.Activities;

/// <summary>
/// Writes objects of an SNMP agent, all or none. When the process dies between the request and its receipt, the same values are written again: an object whose writing counts (a test-and-set, a
/// trigger) sees it twice then.
/// </summary>
[Activity("Orchestrator", "Messaging", "Writes objects of an SNMP agent.", DisplayName = "SNMP set", Kind = ActivityKind.Task)]
[FlowNode("Done", "Failed")]
public sealed class SnmpSet : SnmpActivity
{
    private const string Key = "snmpSet";

    [Input(
        Description = "Values by OID or name. A number is sent as Integer, text as OctetString; {\"type\": \"Gauge32\", \"value\": 5} as what it says.",
        UIHint = "dictionary",
        Order = 10)]
    public Input<IDictionary<string, object?>> Values { get; set; } = default!;

    [Output(Description = "What the agent answered: {byName, list: [{oid, name, type, value}]}")]
    public Output<object>? Result { get; set; }

    protected override async ValueTask PrepareAsync(ActivityExecutionContext context)
    {
        await base.PrepareAsync(context);
        var values = Values.GetOrDefault(context);
        if (values is null || values.Count == 0)
            throw new WorkflowFaultException("Input 'Values' is empty: give the objects to write.", "snmp.bad-input");
        context.SetProperty(Key, new Dictionary<string, object?>(values));
    }

    private protected override async ValueTask TalkAsync(ActivityExecutionContext context, SnmpTarget target)
    {
        var values = context.GetProperty<Dictionary<string, object?>>(Key)!.Select(pair => (Oid: OidOf(context, pair.Key), pair.Value)).ToList();
        var bindings = values.Select(pair => BindingReader.Read(pair.Oid, pair.Value)).ToList();
        var sender = context.GetRequiredService<SnmpSender>();
        var reply = await context.RunEffectAsync(new EffectRequest<SnmpReply>
        {
            Name = "set",
            Act = async (_, cancellationToken) =>
            {
                var answer = await sender.SetAsync(target, bindings, cancellationToken);
                ThrowIfRefused(target, answer, [.. values.Select(pair => pair.Oid)]);
                return answer;
            },
        });
        Result.Set(context, ValuesOf(reply.Variables));
        await context.CompleteActivityAsync();
    }
}
