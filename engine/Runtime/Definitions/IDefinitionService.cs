using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Definitions;

/// <summary>Saves, publishes and loads definitions; publishing makes their triggers and schedules active.</summary>
public interface IDefinitionService
{
    /// <summary>
    /// Saves an Elsa 3 definition as the latest version. A published latest version is left as it is and a new draft is made; a draft is replaced, unless an instance
    /// has run it. Ids are made where they are missing, or where another definition has them.
    /// </summary>
    ValueTask<DefinitionResult> SaveAsync(JsonObject model, SaveDefinition options, CancellationToken cancellationToken);

    /// <summary>Publishes the latest version; any fault prevents it.</summary>
    ValueTask<DefinitionResult> PublishAsync(string definitionId, CancellationToken cancellationToken) => PublishAsync(definitionId, isLenient: false, cancellationToken);

    /// <summary>Publishes the latest version.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="isLenient">See <see cref="SaveDefinition.IsLenient"/>.</param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    ValueTask<DefinitionResult> PublishAsync(string definitionId, bool isLenient, CancellationToken cancellationToken);

    /// <summary>Takes the published version back to a draft; its triggers stop. Null: no such definition.</summary>
    ValueTask<StoredDefinition?> RetractAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>Makes a new draft with the content of an older version, saved by whoever saved that.</summary>
    ValueTask<DefinitionResult> RevertAsync(string definitionId, int version, CancellationToken cancellationToken);

    /// <summary>Deletes one version; the newest of the others becomes the latest. Null: it is gone; else why it is not.</summary>
    ValueTask<VersionDeletion?> DeleteVersionAsync(string versionId, CancellationToken cancellationToken);

    /// <summary>Deletes a definition with all its versions and instances; false when unknown.</summary>
    ValueTask<bool> DeleteAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>Checks a definition without saving it.</summary>
    /// <param name="model">The definition.</param>
    /// <param name="tenant">Its owner; empty: the provider.</param>
    /// <param name="savedBy">See <see cref="SaveDefinition.SavedBy"/>.</param>
    /// <param name="cancellationToken">Ends the loading of what it uses.</param>
    ValueTask<IReadOnlyList<DefinitionFault>> ValidateAsync(JsonObject model, string tenant, string savedBy, CancellationToken cancellationToken);

    /// <summary>The graph of a version; null when the version is unknown.</summary>
    ValueTask<WorkflowGraph?> GraphAsync(string versionId, CancellationToken cancellationToken) => GraphAsync(versionId, null, cancellationToken);

    /// <summary>The graph of a version with the workflows that it used as activities when an instance began; null when the version is unknown.</summary>
    /// <param name="versionId">The version.</param>
    /// <param name="workflowActivities">See <see cref="WorkflowState.WorkflowActivities"/>; null: the present ones.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    ValueTask<WorkflowGraph?> GraphAsync(string versionId, IReadOnlyDictionary<string, string>? workflowActivities, CancellationToken cancellationToken);

    /// <summary>The activity types that a tenant has besides the installed ones: published workflows that may be used as activities.</summary>
    ValueTask<IReadOnlyList<ActivityDescriptor>> WorkflowActivitiesAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>The graph that starts without a version run: of the published version, else of the latest; null when the definition is unknown.</summary>
    ValueTask<WorkflowGraph?> StartGraphAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>Seeds built-in definitions: published and read-only; a new version only where the JSON has changed.</summary>
    ValueTask SeedAsync(IEnumerable<(string Path, string Json)> definitions, CancellationToken cancellationToken);

    /// <summary>
    /// Publishes workflows written in code, read-only. Each replaces what was published under its definition id by an earlier version of the code; other versions stay for the
    /// instances that run them.
    /// </summary>
    ValueTask SeedAsync(IEnumerable<CodeWorkflow> workflows, CancellationToken cancellationToken);

    /// <summary>Makes the triggers and schedules of all published definitions active; run once at start.</summary>
    ValueTask ActivateAsync(CancellationToken cancellationToken);
}
