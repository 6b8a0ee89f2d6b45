using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Vrops;

/// <summary>
/// What makes vROps raise and send alerts: super metrics, symptoms, alert definitions, the SNMP plug-in and the notification rule. Everything is looked for by name first and
/// changed where it differs, so that doing it twice gives the same.
/// </summary>
public sealed class VropsAlerting(VropsClient client, IOptions<VropsOptions> options)
{
    private readonly KeyedLock _locks = new();

    /// <summary>An alert; null when vROps does not know it.</summary>
    public async ValueTask<VropsAlert?> FindAlertAsync(string alertId, CancellationToken cancellationToken)
    {
        try
        {
            return VropsAlert.From(await client.GetAsync($"api/alerts/{Uri.EscapeDataString(alertId)}", cancellationToken));
        }
        catch (VropsException exception) when (exception.Status is 404 or 400)
        {
            return null;
        }
    }

    /// <summary>Memory, and CPU with ready time, averaged over the VMs of a group; assigned to groups.</summary>
    public async ValueTask<SuperMetricIds> EnsureSuperMetricsAsync(CancellationToken cancellationToken)
    {
        using var held = await _locks.AcquireAsync("supermetrics", cancellationToken);
        return new SuperMetricIds(
            await EnsureSuperMetricAsync("AS average memory %", "Average memory usage of a group's VMs, in percent", Average("mem|usage_average"), cancellationToken),
            await EnsureSuperMetricAsync("AS average CPU + ready %", "Average CPU usage plus ready time of a group's VMs, in percent", $"{Average("cpu|usage_average")} + {Average("cpu|readyPct")}", cancellationToken));
    }

    /// <summary>Symptoms, both alert definitions, the SNMP plug-in and the notification rule of a rule.</summary>
    public async ValueTask<ScalingObjects> EnsureAlertsAsync(string ruleKey, SuperMetricIds metrics, ScalingThresholds thresholds, CancellationToken cancellationToken)
    {
        using var held = await _locks.AcquireAsync("alerts", cancellationToken);
        var memoryHigh = await EnsureSymptomAsync(ScalingNames.Symptom("memory high", ruleKey), metrics.Memory, "GT", thresholds.MemoryHigh, 1, cancellationToken);
        var cpuHigh = await EnsureSymptomAsync(ScalingNames.Symptom("CPU high", ruleKey), metrics.Cpu, "GT", thresholds.CpuHigh, 1, cancellationToken);
        var memoryLow = await EnsureSymptomAsync(ScalingNames.Symptom("memory low", ruleKey), metrics.Memory, "LT", thresholds.MemoryLow, 3, cancellationToken);
        var cpuLow = await EnsureSymptomAsync(ScalingNames.Symptom("CPU low", ruleKey), metrics.Cpu, "LT", thresholds.CpuLow, 3, cancellationToken);
        var alertOut = await EnsureAlertDefinitionAsync(ScalingNames.AlertOut(ruleKey), ScalingNames.AlertOutDescription(ruleKey), "OR", [memoryHigh, cpuHigh], cancellationToken);
        var alertIn = await EnsureAlertDefinitionAsync(ScalingNames.AlertIn(ruleKey), ScalingNames.AlertInDescription(ruleKey), "AND", [memoryLow, cpuLow], cancellationToken);
        var plugin = await EnsurePluginAsync(cancellationToken);
        return new ScalingObjects
        {
            AlertOut = alertOut,
            AlertIn = alertIn,
            Symptoms = [memoryHigh, cpuHigh, memoryLow, cpuLow],
            PluginId = plugin,
            NotificationRuleId = await ChangeNotificationRuleAsync(plugin, ids => ids.UnionWith([alertOut, alertIn]), cancellationToken),
        };
    }

    /// <summary>Removes alert definitions and symptoms of a rule, and takes them out of the notification rule. What is gone already is no failure.</summary>
    public async ValueTask RemoveAlertsAsync(string ruleKey, CancellationToken cancellationToken)
    {
        using var held = await _locks.AcquireAsync("alerts", cancellationToken);
        string[] alertNames = [ScalingNames.AlertOut(ruleKey), ScalingNames.AlertIn(ruleKey)];
        var alerts = (await client.ListAsync("api/alertdefinitions", "alertDefinitions", cancellationToken)).Where(a => alertNames.Contains(a.Text("name"))).Select(a => a.Text("id")).ToList();
        await ChangeNotificationRuleAsync(null, ids => ids.ExceptWith(alerts), cancellationToken);
        foreach (var id in alerts)
            await client.SendAsync(HttpMethod.Delete, $"api/alertdefinitions/{id}", null, cancellationToken);
        string[] symptomNames = [.. new[] { "memory high", "CPU high", "memory low", "CPU low" }.Select(kind => ScalingNames.Symptom(kind, ruleKey))];
        foreach (var symptom in (await client.ListAsync("api/symptomdefinitions", "symptomDefinitions", cancellationToken)).Where(s => symptomNames.Contains(s.Text("name"))))
            await client.SendAsync(HttpMethod.Delete, $"api/symptomdefinitions/{symptom.Text("id")}", null, cancellationToken);
    }

    private static string Average(string metric) => $"avg(${{adaptertype=VMWARE, objecttype=VirtualMachine, metric={metric}, depth=1}})";

    private async ValueTask<string> EnsureSuperMetricAsync(string name, string description, string formula, CancellationToken cancellationToken)
    {
        var found = (await client.ListAsync("api/supermetrics", "superMetrics", cancellationToken)).FirstOrDefault(m => m.Text("name") == name);
        var id = found.Text("id");
        if (found is null)
        {
            var made = await client.SendAsync(HttpMethod.Post, "api/supermetrics", new JsonObject { ["name"] = name, ["description"] = description, ["formula"] = formula }, cancellationToken);
            id = made.Text("id");
        }

        var kinds = new JsonArray(new JsonObject { ["adapterKind"] = "Container", ["resourceKind"] = options.Value.GroupType });
        await client.SendAsync(HttpMethod.Put, "internal/supermetrics/assign/default", new JsonObject { ["superMetricId"] = id, ["resourceKindKeys"] = kinds }, cancellationToken);
        return id;
    }

    private async ValueTask<string> EnsureSymptomAsync(string name, string superMetricId, string comparison, double value, int waitCycles, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["name"] = name,
            ["adapterKindKey"] = "Container",
            ["resourceKindKey"] = options.Value.GroupType,
            ["waitCycles"] = waitCycles,
            ["cancelCycles"] = 1,
            ["state"] = new JsonObject
            {
                ["severity"] = "WARNING",
                ["condition"] = new JsonObject
                {
                    ["type"] = "CONDITION_HT",
                    ["key"] = $"Super Metric|sm_{superMetricId}",
                    ["operator"] = comparison,
                    ["value"] = value.ToString(CultureInfo.InvariantCulture),
                    ["valueType"] = "NUMERIC",
                    ["instanced"] = false,
                    ["thresholdType"] = "STATIC",
                },
            },
        };
        return await EnsureAsync("api/symptomdefinitions", "symptomDefinitions", body, cancellationToken);
    }

    private async ValueTask<string> EnsureAlertDefinitionAsync(string name, string description, string operation, string[] symptoms, CancellationToken cancellationToken)
    {
        // Type 16: virtualization/hypervisor. Sub-type 19: performance.
        var body = new JsonObject
        {
            ["name"] = name,
            ["description"] = description,
            ["adapterKindKey"] = "Container",
            ["resourceKindKey"] = options.Value.GroupType,
            ["waitCycles"] = 1,
            ["cancelCycles"] = 1,
            ["type"] = 16,
            ["subType"] = 19,
            ["states"] = new JsonArray(new JsonObject
            {
                ["severity"] = "AUTO",
                ["base-symptom-set"] = new JsonObject
                {
                    ["type"] = "SYMPTOM_SET",
                    ["relation"] = "SELF",
                    ["aggregation"] = "ALL",
                    ["symptomSetOperator"] = operation,
                    ["symptomDefinitionIds"] = JsonReading.Strings(symptoms),
                },
                ["impact"] = new JsonObject { ["impactType"] = "BADGE", ["detail"] = "health" },
                ["recommendationPriorityMap"] = new JsonObject(),
            }),
        };
        return await EnsureAsync("api/alertdefinitions", "alertDefinitions", body, cancellationToken);
    }

    private async ValueTask<string> EnsureAsync(string path, string listKey, JsonObject body, CancellationToken cancellationToken)
    {
        var found = (await client.ListAsync(path, listKey, cancellationToken)).FirstOrDefault(i => i.Text("name") == body.Text("name"));
        if (found is null)
            return (await client.SendAsync(HttpMethod.Post, path, body, cancellationToken)).Text("id");
        var id = found.Text("id");
        if (!body.All(p => JsonNode.DeepEquals(p.Value, found[p.Key])))
        {
            body["id"] = id;
            await client.SendAsync(HttpMethod.Put, path, body, cancellationToken);
        }

        return id;
    }

    private async ValueTask<string> EnsurePluginAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var plugins = (await client.GetAsync("api/alertplugins", cancellationToken))["notificationPluginInstances"] as JsonArray ?? [];
        if (plugins.OfType<JsonObject>().FirstOrDefault(p => p.Text("name") == settings.PluginName) is { } found)
            return found.Text("pluginId");
        var made = await client.SendAsync(HttpMethod.Post, "api/alertplugins", new JsonObject
        {
            ["pluginTypeId"] = "SNMP Trap",
            ["name"] = settings.PluginName,
            ["description"] = "Traps to the orchestrator",
            ["configValues"] = new JsonArray(
                new JsonObject { ["name"] = "destination_addr", ["value"] = settings.TrapHost },
                new JsonObject { ["name"] = "port", ["value"] = settings.TrapPort.ToString(CultureInfo.InvariantCulture) },
                new JsonObject { ["name"] = "community", ["value"] = settings.TrapCommunity }),
        }, cancellationToken);
        var id = made.Text("pluginId");
        await client.SendAsync(HttpMethod.Put, $"api/alertplugins/{id}/enable/true", null, cancellationToken);
        return id;
    }

    /// <summary>Changes the alert definitions that the notification rule sends; makes the rule when there is none and a plug-in is given.</summary>
    private async ValueTask<string> ChangeNotificationRuleAsync(string? pluginId, Action<HashSet<string>> change, CancellationToken cancellationToken)
    {
        const string path = "api/notifications/rules";
        var rule = (await client.ListAsync(path, "rules", cancellationToken)).FirstOrDefault(r => r.Text("name") == options.Value.NotificationRuleName);
        if (rule is null && pluginId is null)
            return "";
        var before = ((rule?["alertDefinitionIdFilters"] as JsonObject)?["values"] as JsonArray ?? []).Select(v => v?.ToString() ?? "").ToHashSet(StringComparer.Ordinal);
        var after = before.ToHashSet(StringComparer.Ordinal);
        change(after);
        if (rule is not null && after.SetEquals(before) && (pluginId is null || rule.Text("pluginId") == pluginId))
            return rule.Text("id");
        var body = rule?.DeepClone().AsObject() ?? new JsonObject
        {
            ["name"] = options.Value.NotificationRuleName,
            ["enabled"] = true,
            ["ruleType"] = "ALERT",
            ["alertControlStates"] = JsonReading.Strings("OPEN"),
            ["alertStatuses"] = JsonReading.Strings("NEW", "UPDATED", "CANCELED"),
            ["criticalities"] = new JsonArray(),
            ["resourceKindFilters"] = new JsonArray(new JsonObject { ["adapterKind"] = "Container", ["resourceKind"] = options.Value.GroupType }),
            ["resourceFilters"] = new JsonArray(),
            ["alertTypeFilters"] = new JsonArray(),
            ["properties"] = new JsonArray(),
            ["sendHeartbeat"] = false,
        };
        body["pluginId"] = pluginId ?? rule.Text("pluginId");
        body["alertDefinitionIdFilters"] = new JsonObject { ["values"] = JsonReading.Strings([.. after.Order(StringComparer.Ordinal)]) };
        // A rule without a definition would match every alert of every group.
        body["enabled"] = after.Count > 0;
        var answer = await client.SendAsync(rule is null ? HttpMethod.Post : HttpMethod.Put, path, body, cancellationToken);
        return rule?.Text("id") ?? answer.Text("id");
    }
}
