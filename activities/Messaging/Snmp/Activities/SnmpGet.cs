using Orchestrator.Activities.Messaging.Snmp.Sending;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Snmp.Activities;

/// <summary>Reads objects of an SNMP agent. An object that is not there has the type <c>NoSuchObject</c> or <c>NoSuchInstance</c> and the value null.</summary>
[Activity("Orchestrator", "Messaging", "Reads objects of an SNMP agent.", DisplayName = "SNMP get", Kind = ActivityKind.Task)]
[FlowNode("Done", "Failed")]
public sealed class SnmpGet : SnmpActivity
{
    private const string Key = "snmpGet";

    [Input(DisplayName = "OIDs", Description = "Objects, by OID (1.3.6.1.2.1.1.5.0) or name (sysName.0).", UIHint = "multitext", Order = 10)]
    public Input<ICollection<string>> Oids { get; set; } = default!;

    [Output(Description = "{byName, list: [{oid, name, type, value}]}")]
    public Output<object>? Result { get; set; }

    [Output(Description = "Value of the first object.")]
    public Output<object>? Value { get; set; }

    protected override async ValueTask PrepareAsync(ActivityExecutionContext context)
    {
        await base.PrepareAsync(context);
        var oids = Oids.GetOrDefault(context);
        if (oids is null || oids.Count == 0)
            throw new WorkflowFaultException("Input 'Oids' is empty: give the objects to read.", "snmp.bad-input");
        context.SetProperty(Key, oids.ToArray());
    }

    private protected override async ValueTask TalkAsync(ActivityExecutionContext context, SnmpTarget target)
    {
        var oids = context.GetProperty<string[]>(Key)!.Select(name => OidOf(context, name)).ToList();
        var reply = await context.GetRequiredService<SnmpSender>().GetAsync(target, oids, context.CancellationToken);
        ThrowIfRefused(target, reply, oids);
        Result.Set(context, ValuesOf(reply.Variables));
        Value.Set(context, reply.Variables.Count > 0 ? reply.Variables[0].Value : null);
        await context.CompleteActivityAsync();
    }
}
