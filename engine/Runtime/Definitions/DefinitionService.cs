using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Definitions;

internal sealed partial class DefinitionService(
    IDefinitionStore store,
    IWorkflowStore instances,
    DefinitionReader reader,
    WorkflowActivityLoader loader,
    TriggerActivator triggers,
    IIdGenerator ids,
    TimeProvider timeProvider) : IDefinitionService, IDisposable
{
    private static readonly JsonSerializerOptions Indented = new(PlainJson.Options) { WriteIndented = true };

    private readonly ConcurrentDictionary<string, WorkflowGraph> graphs = new(StringComparer.Ordinal);
    private readonly StartGraphs starts = new();
    private readonly SemaphoreSlim writing = new(1);

    public void Dispose() => writing.Dispose();

    public async ValueTask<IReadOnlyList<DefinitionFault>> ValidateAsync(JsonObject model, string tenant, string savedBy, CancellationToken cancellationToken) =>
        reader.Read(model, await loader.LoadAsync(model, tenant, null, cancellationToken), savedBy).Faults;

    public async ValueTask<DefinitionResult> SaveAsync(JsonObject model, SaveDefinition options, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            return await SaveLockedAsync(model, options, cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    public async ValueTask<DefinitionResult> PublishAsync(string definitionId, bool isLenient, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            var latest = await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken);
            if (latest is null)
                return new DefinitionResult(null, [], DefinitionRefusal.NotFound);
            if (latest.IsPublished)
                return new DefinitionResult(latest, []);
            return await PublishLockedAsync(latest, await ReadAsync(latest, cancellationToken), [], isLenient, cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    public async ValueTask<StoredDefinition?> RetractAsync(string definitionId, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            var published = await store.FindAsync(definitionId, VersionOptions.Published, cancellationToken);
            if (published is null)
                return await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken);
            var retracted = published with { IsPublished = false };
            await store.SaveAsync([retracted], cancellationToken);
            starts.Forget(definitionId);
            await triggers.DeactivateAsync(definitionId, cancellationToken);
            return retracted;
        }
        finally
        {
            writing.Release();
        }
    }

    public async ValueTask<bool> DeleteAsync(string definitionId, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await triggers.DeactivateAsync(definitionId, cancellationToken);
            var deleted = await store.DeleteAsync(definitionId, cancellationToken);
            starts.Forget(definitionId);
            await instances.DeleteAsync([.. await instances.FindIdsAsync(definitionId, cancellationToken)], cancellationToken);
            return deleted > 0;
        }
        finally
        {
            writing.Release();
        }
    }

    public async ValueTask<WorkflowGraph?> GraphAsync(string versionId, IReadOnlyDictionary<string, string>? workflowActivities, CancellationToken cancellationToken)
    {
        if (code.TryGetValue(versionId, out var written))
            return written;
        if (graphs.TryGetValue(versionId, out var known) && (workflowActivities is null || IsSame(workflowActivities, known.WorkflowActivities)))
            return known;
        var key = workflowActivities is { Count: > 0 } ? $"{versionId}|{string.Join('|', workflowActivities.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value))}" : versionId;
        if (graphs.TryGetValue(key, out var pinned))
            return pinned;
        var stored = await store.FindAsync(versionId, cancellationToken);
        if (stored is null)
            return null;
        var json = (JsonObject)PlainJson.ParseNode(stored.Json)!;
        var (graph, _) = reader.Read(json, await loader.LoadAsync(json, stored.Tenant, workflowActivities, cancellationToken), stored.SavedBy, isChecked: false);
        if (graph is not null && stored.IsPublished)
            graphs[key] = graph;
        return graph;
    }

    public async ValueTask<WorkflowGraph?> StartGraphAsync(string definitionId, CancellationToken cancellationToken)
    {
        if (starts.Find(definitionId) is { } known)
            return known;
        var epoch = starts.Epoch;
        if (await store.FindAsync(definitionId, VersionOptions.Published, cancellationToken) is { } published)
        {
            if (await GraphAsync(published.Id, null, cancellationToken) is not { } graph)
                return null;
            starts.Keep(definitionId, graph, epoch);
            return graph;
        }

        return await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken) is { } latest ? await GraphAsync(latest.Id, null, cancellationToken) : null;
    }

    public async ValueTask<IReadOnlyList<ActivityDescriptor>> WorkflowActivitiesAsync(string tenant, CancellationToken cancellationToken) =>
        [.. (await loader.ListAsync(tenant, cancellationToken)).Select(WorkflowActivityReader.Describe)];

    public async ValueTask SeedAsync(IEnumerable<(string Path, string Json)> definitions, CancellationToken cancellationToken)
    {
        foreach (var (path, json) in definitions)
        {
            var model = PlainJson.ParseNode(json) as JsonObject ?? throw new InvalidOperationException($"The built-in definition {path} is not a JSON object.");
            var definitionId = model["definitionId"]?.GetValue<string>() ?? throw new InvalidOperationException($"The built-in definition {path} has no definitionId.");
            var published = await store.FindAsync(definitionId, VersionOptions.Published, cancellationToken);
            if (published is { IsReadonly: true } && SameContent((JsonObject)PlainJson.ParseNode(published.Json)!, model))
                continue;
            var result = await SaveAsync(model, new SaveDefinition { Publish = true, IsReadonly = true }, cancellationToken);
            if (!result.Succeeded)
                throw new InvalidOperationException($"The built-in definition {path} cannot be published: {string.Join(" ", result.Faults)}");
        }
    }

    public async ValueTask ActivateAsync(CancellationToken cancellationToken)
    {
        var published = await store.ListAsync(new DefinitionFilter { Version = VersionOptions.Published }, cancellationToken);
        foreach (var definition in published.Items)
        {
            if (await GraphAsync(definition.Id, null, cancellationToken) is { } graph)
                await triggers.ActivateAsync(definition, graph, cancellationToken);
        }
    }

    private async ValueTask<DefinitionResult> SaveLockedAsync(JsonObject model, SaveDefinition options, CancellationToken cancellationToken)
    {
        var definitionId = Text(model, "definitionId") ?? ids.NewId();
        var latest = await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken);
        if (latest is { IsReadonly: true } && !options.IsReadonly)
            return new DefinitionResult(latest, [], DefinitionRefusal.ReadOnly);
        var replacesDraft = latest is { IsPublished: false } && !options.AsNewVersion && !await HasRunAsync(latest, cancellationToken);
        var version = latest is null ? 1 : replacesDraft ? latest.Version : latest.Version + 1;
        var id = replacesDraft ? latest!.Id : latest is null && Text(model, "id") is { } given && await store.FindAsync(given, cancellationToken) is null ? given : ids.NewId();
        var json = Stamped(model, id, definitionId, version);
        var tenant = latest?.Tenant ?? options.Tenant;
        var (graph, faults) = reader.Read(json, await loader.LoadAsync(json, tenant, null, cancellationToken), options.SavedBy);
        if (graph is null || faults.Any(f => f.Prevents == FaultLevel.Save))
            return new DefinitionResult(null, faults, DefinitionRefusal.Faulty);
        var draft = new StoredDefinition
        {
            Id = id,
            DefinitionId = definitionId,
            Version = version,
            Name = graph.Definition.Name,
            Description = graph.Definition.Description,
            Tenant = tenant,
            IsLatest = true,
            IsPublished = false,
            IsReadonly = options.IsReadonly,
            SavedBy = options.SavedBy,
            CreatedAt = replacesDraft ? latest!.CreatedAt : timeProvider.GetUtcNow(),
            Json = json.ToJsonString(Indented),
        };
        if (options.Publish)
            return await PublishLockedAsync(draft, (graph, faults), latest is null || replacesDraft ? [] : [latest with { IsLatest = false }], options.IsLenient, cancellationToken);
        await store.SaveAsync(latest is null || replacesDraft ? [draft] : [latest with { IsLatest = false }, draft], cancellationToken);
        graphs.TryRemove(id, out _); // It may have been published, and retracted.
        return new DefinitionResult(draft, faults);
    }

    private async ValueTask<DefinitionResult> PublishLockedAsync(
        StoredDefinition draft, (WorkflowGraph? Graph, IReadOnlyList<DefinitionFault> Faults) read, IReadOnlyList<StoredDefinition> others, bool isLenient, CancellationToken cancellationToken)
    {
        var (graph, faults) = read;
        if (graph is null || faults.Any(f => !isLenient || f.Prevents != FaultLevel.Run))
            return new DefinitionResult(null, faults, DefinitionRefusal.Faulty);
        var triggerFaults = await triggers.CheckAsync(graph, draft.Tenant, cancellationToken);
        if (triggerFaults.Count > 0)
            return new DefinitionResult(null, [.. faults, .. triggerFaults], DefinitionRefusal.Faulty);
        var published = draft with { IsPublished = true };
        var changed = others.Select(o => o with { IsPublished = false }).ToDictionary(o => o.Id);
        if (await store.FindAsync(draft.DefinitionId, VersionOptions.Published, cancellationToken) is { } before && before.Id != draft.Id)
            changed[before.Id] = before with { IsPublished = false, IsLatest = false };
        await store.SaveAsync([.. changed.Values, published], cancellationToken);
        starts.Forget(published.DefinitionId);
        if (graph.Definition.Options.UsableAsActivity)
            ForgetOpenReferences();
        graphs[published.Id] = graph;
        await triggers.ActivateAsync(published, graph, cancellationToken);
        if (graph.Definition.Options is { UsableAsActivity: true, AutoUpdateConsumingWorkflows: true })
            await UpdateConsumersAsync(published, cancellationToken);
        return new DefinitionResult(published, faults);
    }

    private async ValueTask<(WorkflowGraph? Graph, IReadOnlyList<DefinitionFault> Faults)> ReadAsync(StoredDefinition stored, CancellationToken cancellationToken)
    {
        var json = (JsonObject)PlainJson.ParseNode(stored.Json)!;
        return reader.Read(json, await loader.LoadAsync(json, stored.Tenant, null, cancellationToken), stored.SavedBy);
    }

    /// <summary>New instances of the workflows that leave the version of an activity open take the new one; instances at work keep theirs.</summary>
    private void ForgetOpenReferences()
    {
        starts.ForgetOpenReferences();
        foreach (var (key, graph) in graphs)
        {
            if (graph.WorkflowActivities.Count > 0 && !key.Contains('|', StringComparison.Ordinal))
                graphs.TryRemove(key, out _);
        }
    }

    private async ValueTask UpdateConsumersAsync(StoredDefinition published, CancellationToken cancellationToken)
    {
        var workflow = UsableWorkflow.Read((JsonObject)PlainJson.ParseNode(published.Json)!)!;
        var all = await store.ListAsync(new DefinitionFilter { Version = VersionOptions.Latest }, cancellationToken);
        foreach (var consumer in all.Items.Where(d => d.DefinitionId != published.DefinitionId && !d.IsReadonly && (published.Tenant.Length == 0 || published.Tenant == d.Tenant)))
        {
            var json = (JsonObject)PlainJson.ParseNode(consumer.Json)!;
            if (ConsumerUpdate.Apply(loader.ReferencesIn(json["root"]), workflow))
                await SaveLockedAsync(json, new SaveDefinition { Publish = consumer.IsPublished, IsLenient = true, Tenant = consumer.Tenant, SavedBy = consumer.SavedBy }, cancellationToken);
        }
    }

    private static bool IsSame(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(p => other.TryGetValue(p.Key, out var value) && value == p.Value);

    /// <summary>The model with its ids and version; all else as it came.</summary>
    private static JsonObject Stamped(JsonObject model, string id, string definitionId, int version)
    {
        var json = (JsonObject)model.DeepClone();
        json["id"] = id;
        json["definitionId"] = definitionId;
        json["version"] = version;
        if (json["root"] is JsonObject root && root["id"] is null)
            root["id"] = "Root1";
        return json;
    }

    private static bool SameContent(JsonObject stored, JsonObject model)
    {
        var expected = Stamped(model, stored["id"]!.GetValue<string>(), stored["definitionId"]!.GetValue<string>(), stored["version"]!.GetValue<int>());
        return JsonNode.DeepEquals(stored, expected);
    }

    private static string? Text(JsonObject json, string property) => json[property] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
