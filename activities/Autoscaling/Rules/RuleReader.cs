using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orchestrator.Activities.VCloud;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>Reads a rule from JSON on top of another one (the defaults, or the stored rule) and finds all faults at once.</summary>
public sealed partial class RuleReader
{
    /// <summary>Fields that answers carry and requests may repeat; they are not read.</summary>
    private static readonly string[] ReadOnlyFields =
        ["id", "tenant", "status", "statusReason", "vrops", "createdBy", "createdAt", "updatedAt", "instanceId", "lastScaleAt", "cooldownUntil", "scaling", "orgId"];

    private readonly Dictionary<string, List<string>> _errors = [];

    private RuleReader()
    {
    }

    /// <summary>Reads a rule.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="basis">Gives what the JSON leaves out.</param>
    /// <param name="isNew">False: the name must stay.</param>
    /// <returns>The rule, or the faults by field.</returns>
    public static (AutoscaleRule? Rule, IReadOnlyDictionary<string, string[]> Errors) Read(ReadOnlySpan<byte> json, AutoscaleRule basis, bool isNew)
    {
        var reader = new RuleReader();
        var rule = reader.Parse(json) is { } body ? reader.Apply(body, basis, isNew) : null;
        if (rule is not null)
            reader.Check(rule);
        return (reader._errors.Count == 0 ? rule : null, reader._errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));
    }

    private JsonObject? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            if (JsonNode.Parse(json) is JsonObject body)
                return body;
            Fault("", "The body must be a JSON object.");
        }
        catch (JsonException exception)
        {
            Fault("", $"The body is no JSON: {exception.Message}");
        }

        return null;
    }

    private AutoscaleRule Apply(JsonObject body, AutoscaleRule basis, bool isNew)
    {
        Known(body, "", ["name", "description", "enabled", "target", "limits", "loadBalancer", "thresholds", "cooldownMinutes", .. ReadOnlyFields]);
        var name = Text(body, "name", basis.Name);
        if (!isNew && name != basis.Name)
            Fault("name", $"The name '{basis.Name}' cannot be changed: delete the rule and create another one.");
        return basis with
        {
            Name = name,
            Description = Text(body, "description", basis.Description),
            Enabled = Value(body, "enabled", basis.Enabled, "true or false"),
            Target = Target(Section(body, "target", ["vdc", "vapp", "vmNamePattern", "template", "network", "ipMode"]), basis.Target),
            Limits = Limits(Section(body, "limits", ["min", "max", "step"]), basis.Limits),
            LoadBalancer = LoadBalancer(Section(body, "loadBalancer", ["kind", "edge", "pool", "port"]), basis.LoadBalancer),
            Thresholds = Thresholds(Section(body, "thresholds", ["cpuHigh", "memoryHigh", "cpuLow", "memoryLow"]), basis.Thresholds),
            CooldownMinutes = Value(body, "cooldownMinutes", basis.CooldownMinutes, "a whole number"),
        };
    }

    private RuleTarget Target(JsonObject json, RuleTarget basis)
    {
        var template = Section(json, "target.template", ["catalog", "item", "vm"]);
        return new RuleTarget
        {
            Vdc = Text(json, "target.vdc", basis.Vdc),
            Vapp = Text(json, "target.vapp", basis.Vapp),
            VmNamePattern = Text(json, "target.vmNamePattern", basis.VmNamePattern),
            Network = Text(json, "target.network", basis.Network),
            Template = new RuleTemplate
            {
                Catalog = Text(template, "target.template.catalog", basis.Template.Catalog),
                Item = Text(template, "target.template.item", basis.Template.Item),
                Vm = Text(template, "target.template.vm", basis.Template.Vm),
            },
        };
    }

    private RuleLimits Limits(JsonObject json, RuleLimits basis) => new()
    {
        Min = Value(json, "limits.min", basis.Min, "a whole number"),
        Max = Value(json, "limits.max", basis.Max, "a whole number"),
        Step = Value(json, "limits.step", basis.Step, "a whole number"),
    };

    private RuleLoadBalancer LoadBalancer(JsonObject json, RuleLoadBalancer basis) => new()
    {
        Kind = Text(json, "loadBalancer.kind", basis.Kind),
        Edge = Text(json, "loadBalancer.edge", basis.Edge),
        Pool = Text(json, "loadBalancer.pool", basis.Pool),
        Port = Value(json, "loadBalancer.port", basis.Port, "a whole number"),
    };

    private RuleThresholds Thresholds(JsonObject json, RuleThresholds basis) => new()
    {
        CpuHigh = Value(json, "thresholds.cpuHigh", basis.CpuHigh, "a number"),
        MemoryHigh = Value(json, "thresholds.memoryHigh", basis.MemoryHigh, "a number"),
        CpuLow = Value(json, "thresholds.cpuLow", basis.CpuLow, "a number"),
        MemoryLow = Value(json, "thresholds.memoryLow", basis.MemoryLow, "a number"),
    };

    private void Check(AutoscaleRule rule)
    {
        if (rule.Name.Length == 0)
            Fault("name", "A name is needed.");
        else if (!NameShape().IsMatch(rule.Name))
            Fault("name", $"'{rule.Name}' is no name: it has 1 to 60 letters, digits, spaces, points, hyphens and underscores, and begins and ends with a letter or digit.");
        if (rule.Target.Vapp.Length == 0)
            Fault("target.vapp", "The name of the vApp to scale is needed.");
        CheckPattern(rule.Target.VmNamePattern);
        if ((rule.Target.Template.Catalog.Length == 0) != (rule.Target.Template.Item.Length == 0))
            Fault("target.template", "Catalog and item belong together: give both, or none to take the organisation's only template.");
        if (rule.LoadBalancer.Kind is not ("nsxv" or "none"))
            Fault("loadBalancer.kind", $"'{rule.LoadBalancer.Kind}' is no kind of load balancer: it is nsxv or none.");
        if (rule.Thresholds.CpuLow >= rule.Thresholds.CpuHigh)
            Fault("thresholds.cpuLow", $"It ({rule.Thresholds.CpuLow}) must be below cpuHigh ({rule.Thresholds.CpuHigh}).");
        if (rule.Thresholds.MemoryLow >= rule.Thresholds.MemoryHigh)
            Fault("thresholds.memoryLow", $"It ({rule.Thresholds.MemoryLow}) must be below memoryHigh ({rule.Thresholds.MemoryHigh}).");
        if (rule.Limits.Min > rule.Limits.Max)
            Fault("limits.min", $"It ({rule.Limits.Min}) must not be above max ({rule.Limits.Max}).");
        Range("limits.min", rule.Limits.Min, 0, 100);
        Range("limits.max", rule.Limits.Max, 1, 100);
        Range("limits.step", rule.Limits.Step, 1, 10);
        Range("loadBalancer.port", rule.LoadBalancer.Port, 1, 65535);
        Range("cooldownMinutes", rule.CooldownMinutes, 0, 1440);
        Range("thresholds.cpuHigh", rule.Thresholds.CpuHigh, 0, 100);
        Range("thresholds.memoryHigh", rule.Thresholds.MemoryHigh, 0, 100);
        Range("thresholds.cpuLow", rule.Thresholds.CpuLow, 0, 100);
        Range("thresholds.memoryLow", rule.Thresholds.MemoryLow, 0, 100);
    }

    private void CheckPattern(string pattern)
    {
        if (pattern.Length == 0)
            return;
        try
        {
            VmNamePattern.Parse(pattern);
        }
        catch (FormatException exception)
        {
            Fault("target.vmNamePattern", exception.Message);
        }
    }

    private void Range(string field, double value, double least, double most)
    {
        if (value < least || value > most || double.IsNaN(value))
            Fault(field, $"It ({value}) must be {least} to {most}.");
    }

    private JsonObject Section(JsonObject body, string field, string[] known)
    {
        var node = body[Last(field)];
        if (node is JsonObject section)
        {
            Known(section, field + ".", known);
            return section;
        }

        if (node is not null)
            Fault(field, $"It must be an object with {string.Join(", ", known)}.");
        return [];
    }

    private void Known(JsonObject json, string prefix, string[] known)
    {
        foreach (var (name, _) in json.Where(p => !known.Contains(p.Key)))
            Fault(prefix + name, $"There is no such field; there are {string.Join(", ", known.Except(ReadOnlyFields))}.");
    }

    private string Text(JsonObject json, string field, string basis)
    {
        var node = json[Last(field)];
        if (node is null)
            return basis;
        if (node.GetValueKind() == JsonValueKind.String)
            return node.GetValue<string>().Trim();
        Fault(field, "It must be text.");
        return basis;
    }

    private T Value<T>(JsonObject json, string field, T basis, string kind)
    {
        if (json[Last(field)] is not { } node)
            return basis;
        try
        {
            return node.Deserialize<T>(PlainJson.Options) ?? basis;
        }
        catch (JsonException)
        {
            Fault(field, $"It must be {kind}.");
            return basis;
        }
    }

    private void Fault(string field, string message)
    {
        if (!_errors.TryGetValue(field, out var messages))
            _errors[field] = messages = [];
        messages.Add(message);
    }

    private static string Last(string field) => field[(field.LastIndexOf('.') + 1)..];

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9 ._-]{0,58}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameShape();
}
