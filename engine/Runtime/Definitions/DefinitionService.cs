using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Definitions;

internal sealed class DefinitionService(
    IDefinitionStore store,
    IWorkflowStore instances,
    DefinitionReader reader,
    TriggerActivator triggers,
    IIdGenerator ids,
    TimeProvider timeProvider) : IDefinitionService, IDisposable
{
    private static readonly JsonSerializerOptions Indented = new(PlainJson.Options) { WriteIndented = true };

    private readonly ConcurrentDictionary<string, WorkflowGraph> graphs = new(StringComparer.Ordinal);
    private readonly StartGraphs starts = new();
    private readonly SemaphoreSlim writing = new(1);

    public void Dispose() => writing.Dispose();

    public IReadOnlyList<DefinitionFault> Validate(JsonObject model) => reader.Read(model).Faults;

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

    public async ValueTask<DefinitionResult> PublishAsync(string definitionId, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            var latest = await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken);
            if (latest is null)
                return new DefinitionResult(null, [], DefinitionRefusal.NotFound);
            if (latest.IsPublished)
                return new DefinitionResult(latest, []);
            return await PublishLockedAsync(latest, [], cancellationToken);
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

    public async ValueTask<WorkflowGraph?> GraphAsync(string versionId, CancellationToken cancellationToken)
    {
        if (graphs.TryGetValue(versionId, out var known))
            return known;
        var stored = await store.FindAsync(versionId, cancellationToken);
        if (stored is null)
            return null;
        var graph = reader.Read((JsonObject)JsonNode.Parse(stored.Json)!).Graph;
        if (graph is not null && stored.IsPublished)
            graphs[versionId] = graph;
        return graph;
    }

    public async ValueTask<WorkflowGraph?> StartGraphAsync(string definitionId, CancellationToken cancellationToken)
    {
        if (starts.Find(definitionId) is { } known)
            return known;
        var epoch = starts.Epoch;
        if (await store.FindAsync(definitionId, VersionOptions.Published, cancellationToken) is { } published)
        {
            if (await GraphAsync(published.Id, cancellationToken) is not { } graph)
                return null;
            starts.Keep(definitionId, graph, epoch);
            return graph;
        }

        return await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken) is { } latest ? await GraphAsync(latest.Id, cancellationToken) : null;
    }

    public async ValueTask SeedAsync(IEnumerable<(string Path, string Json)> definitions, CancellationToken cancellationToken)
    {
        foreach (var (path, json) in definitions)
        {
            var model = JsonNode.Parse(json) as JsonObject ?? throw new InvalidOperationException($"The built-in definition {path} is not a JSON object.");
            var definitionId = model["definitionId"]?.GetValue<string>() ?? throw new InvalidOperationException($"The built-in definition {path} has no definitionId.");
            var published = await store.FindAsync(definitionId, VersionOptions.Published, cancellationToken);
            if (published is { IsReadonly: true } && SameContent((JsonObject)JsonNode.Parse(published.Json)!, model))
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
            if (await GraphAsync(definition.Id, cancellationToken) is { } graph)
                await triggers.ActivateAsync(definition, graph, cancellationToken);
        }
    }

    private async ValueTask<DefinitionResult> SaveLockedAsync(JsonObject model, SaveDefinition options, CancellationToken cancellationToken)
    {
        var definitionId = Text(model, "definitionId") ?? ids.NewId();
        var latest = await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken);
        if (latest is { IsReadonly: true } && !options.IsReadonly)
            return new DefinitionResult(latest, [], DefinitionRefusal.ReadOnly);
        var replacesDraft = latest is { IsPublished: false };
        var version = latest is null ? 1 : replacesDraft ? latest.Version : latest.Version + 1;
        var id = replacesDraft ? latest!.Id : latest is null ? Text(model, "id") ?? ids.NewId() : ids.NewId();
        var json = Stamped(model, id, definitionId, version);
        var (graph, faults) = reader.Read(json);
        if (graph is null || faults.Any(f => f.Prevents == FaultLevel.Save))
            return new DefinitionResult(null, faults, DefinitionRefusal.Faulty);
        var draft = new StoredDefinition
        {
            Id = id,
            DefinitionId = definitionId,
            Version = version,
            Name = graph.Definition.Name,
            Description = graph.Definition.Description,
            Tenant = latest?.Tenant ?? options.Tenant,
            IsLatest = true,
            IsPublished = false,
            IsReadonly = options.IsReadonly,
            CreatedAt = timeProvider.GetUtcNow(),
            Json = json.ToJsonString(Indented),
        };
        if (options.Publish)
            return await PublishLockedAsync(draft, latest is null || replacesDraft ? [] : [latest with { IsLatest = false }], cancellationToken);
        await store.SaveAsync(latest is null || replacesDraft ? [draft] : [latest with { IsLatest = false }, draft], cancellationToken);
        return new DefinitionResult(draft, faults);
    }

    private async ValueTask<DefinitionResult> PublishLockedAsync(StoredDefinition draft, IReadOnlyList<StoredDefinition> others, CancellationToken cancellationToken)
    {
        var (graph, faults) = reader.Read((JsonObject)JsonNode.Parse(draft.Json)!);
        if (graph is null || faults.Count > 0)
            return new DefinitionResult(null, faults, DefinitionRefusal.Faulty);
        var triggerFaults = await triggers.CheckAsync(graph, draft.Tenant);
        if (triggerFaults.Count > 0)
            return new DefinitionResult(null, triggerFaults, DefinitionRefusal.Faulty);
        var published = draft with { IsPublished = true };
        var changed = others.Select(o => o with { IsPublished = false }).ToDictionary(o => o.Id);
        if (await store.FindAsync(draft.DefinitionId, VersionOptions.Published, cancellationToken) is { } before && before.Id != draft.Id)
            changed[before.Id] = before with { IsPublished = false, IsLatest = false };
        await store.SaveAsync([.. changed.Values, published], cancellationToken);
        starts.Forget(published.DefinitionId);
        graphs[published.Id] = graph;
        await triggers.ActivateAsync(published, graph, cancellationToken);
        return new DefinitionResult(published, faults);
    }

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
