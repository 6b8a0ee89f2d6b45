using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Sending;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Snmp.Activities;

/// <summary>Reads all objects below an OID: by GetBulk, in version 1 by GetNext.</summary>
[Activity("Orchestrator", "Messaging", "Reads all objects of an SNMP agent below an OID.", DisplayName = "SNMP walk", Kind = ActivityKind.Task)]
[FlowNode("Done", "Failed")]
public sealed class SnmpWalk : SnmpActivity
{
    private const string Key = "snmpWalk";
    private const int Repetitions = 25;

    [Input(DisplayName = "OID", Description = "Where to begin, by OID or name; objects below it are read.", Order = 10)]
    public Input<string> Root { get; set; } = default!;

    [Input(DisplayName = "At most", Description = "Objects to read at most: 1 to 100,000. A larger tree is a failure, not cut off in silence.", DefaultValue = 1_000, Order = 11)]
    public Input<int?>? MaxItems { get; set; }

    [Output(Description = "{byName, list: [{oid, name, type, value}]}; of columns, byName has the first row: use list.")]
    public Output<object>? Result { get; set; }

    [Output(Description = "How many objects were read.")]
    public Output<int>? Count { get; set; }

    protected override async ValueTask PrepareAsync(ActivityExecutionContext context)
    {
        await base.PrepareAsync(context);
        var maximum = MaxItems.GetOrDefault(context) ?? 1_000;
        if (maximum is < 1 or > 100_000)
            throw new WorkflowFaultException($"Input 'MaxItems' is {maximum}; it must be from 1 to 100,000.", "snmp.bad-input");
        context.SetProperty(Key, new Walk(Root.Require(context, nameof(Root)), maximum));
    }

    private protected override async ValueTask TalkAsync(ActivityExecutionContext context, SnmpTarget target)
    {
        var walk = context.GetProperty<Walk>(Key)!;
        var root = OidOf(context, walk.Root);
        var found = await ReadAsync(context.GetRequiredService<SnmpSender>(), target, root, walk.MaxItems, context.CancellationToken);
        Result.Set(context, ValuesOf(found));
        Count.Set(context, found.Count);
        await context.CompleteActivityAsync();
    }

    private static async Task<List<SnmpVariable>> ReadAsync(SnmpSender sender, SnmpTarget target, string root, int maximum, CancellationToken cancellationToken)
    {
        var found = new List<SnmpVariable>();
        var at = root;
        while (true)
        {
            var reply = target.Version == SnmpVersion.V1
                ? await sender.GetNextAsync(target, [at], cancellationToken)
                : await sender.GetBulkAsync(target, [at], Repetitions, cancellationToken);

            // Version 1 ends a tree with an error.
            if (target.Version == SnmpVersion.V1 && SnmpErrorStatus.NameOf(reply.ErrorStatus) == "noSuchName")
                return found;
            ThrowIfRefused(target, reply, [at]);
            if (reply.Variables.Count == 0)
                return found;
            foreach (var variable in reply.Variables)
            {
                if (variable.Type == "EndOfMibView" || !variable.Oid.StartsWith(root + ".", StringComparison.Ordinal))
                    return found;
                if (Compare(variable.Oid, at) <= 0)
                    throw new SnmpException($"{target.EndPoint} gives {variable.Oid} after {at}: its objects are not in order, and the walk would not end.", "snmp.bad-answer", isTransient: false);
                if (found.Count == maximum)
                    throw new SnmpException($"There are more than {maximum} objects below {root} on {target.EndPoint}: raise 'At most', or begin further down.", "snmp.too-many", isTransient: false);
                found.Add(variable);
                at = variable.Oid;
            }
        }
    }

    /// <summary>Order of identifiers, arc by arc.</summary>
    private static int Compare(string left, string right)
    {
        var (first, second) = (left.Split('.'), right.Split('.'));
        for (var i = 0; i < Math.Min(first.Length, second.Length); i++)
        {
            var order = uint.Parse(first[i], System.Globalization.CultureInfo.InvariantCulture).CompareTo(uint.Parse(second[i], System.Globalization.CultureInfo.InvariantCulture));
            if (order != 0)
                return order;
        }

        return first.Length.CompareTo(second.Length);
    }

    private sealed record Walk(string Root, int MaxItems);
}
