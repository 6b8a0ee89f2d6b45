using System.Collections.Concurrent;
using System.Globalization;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Definitions;

internal sealed partial class DefinitionService
{
    /// <summary>Workflows written in code, by version id.</summary>
    private readonly ConcurrentDictionary<string, WorkflowGraph> code = new(StringComparer.Ordinal);

    public async ValueTask SeedAsync(IEnumerable<CodeWorkflow> workflows, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            foreach (var workflow in workflows)
                await SeedLockedAsync(workflow, cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    private async ValueTask SeedLockedAsync(CodeWorkflow workflow, CancellationToken cancellationToken)
    {
        var definition = workflow.Graph.Definition;
        var what = string.Create(CultureInfo.InvariantCulture, $"The workflow '{definition.DefinitionId}' version {definition.Version}, written in code,");
        var faults = workflow.Faults.Count > 0 ? workflow.Faults : await triggers.CheckAsync(workflow.Graph, "", cancellationToken);
        if (faults.Count > 0)
            throw new InvalidOperationException($"{what} cannot be published: {string.Join(" ", faults)}");
        if (!code.TryAdd(definition.Id, workflow.Graph))
            throw new InvalidOperationException($"{what} is there twice: give one of them another definition id or version.");
        var json = workflow.Json.ToJsonString(Indented);
        var versions = (await store.ListAsync(new DefinitionFilter { DefinitionIds = [definition.DefinitionId], Version = VersionOptions.All }, cancellationToken)).Items;
        if (versions.FirstOrDefault(v => !v.IsReadonly) is { } foreign)
            throw new InvalidOperationException($"{what} has the definition id of '{foreign.Name}', which people have made: give it another one.");
        var known = await store.FindAsync(definition.Id, cancellationToken);
        if (known is { IsPublished: true, IsLatest: true } && known.Json == json)
            return;
        if (code.Keys.Any(id => id != definition.Id && versions.Any(v => v.Id == id && v.Version > definition.Version)))
        {
            await store.SaveAsync([Stored(workflow, known, json) with { IsLatest = false, IsPublished = false }], cancellationToken);
            return; // A newer version of the same code is there too.
        }

        var others = versions.Where(v => v.Id != definition.Id && (v.IsLatest || v.IsPublished)).ToList();
        var changed = new List<StoredDefinition>();
        foreach (var other in others)
            changed.Add((await store.FindAsync(other.Id, cancellationToken))! with { IsLatest = false, IsPublished = false });
        await store.SaveAsync([.. changed, Stored(workflow, known, json)], cancellationToken);
    }

    private StoredDefinition Stored(CodeWorkflow workflow, StoredDefinition? known, string json) => new()
    {
        Id = workflow.Graph.Definition.Id,
        DefinitionId = workflow.Graph.Definition.DefinitionId,
        Version = workflow.Graph.Definition.Version,
        Name = workflow.Graph.Definition.Name,
        Description = workflow.Graph.Definition.Description,
        IsLatest = true,
        IsPublished = true,
        IsReadonly = true,
        CreatedAt = known?.CreatedAt ?? timeProvider.GetUtcNow(),
        Json = json,
    };
}
