using System.Text.Json.Nodes;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Definitions;

internal sealed partial class DefinitionService
{
    public async ValueTask<DefinitionResult> RevertAsync(string definitionId, int version, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            var old = await store.FindAsync(definitionId, VersionOptions.Specific(version), cancellationToken);
            return old is null
                ? new DefinitionResult(null, [], DefinitionRefusal.NotFound)
                : await SaveLockedAsync((JsonObject)PlainJson.ParseNode(old.Json)!, new SaveDefinition { AsNewVersion = true, SavedBy = old.SavedBy }, cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    public async ValueTask<VersionDeletion?> DeleteVersionAsync(string versionId, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            if (await store.FindAsync(versionId, cancellationToken) is not { } version)
                return VersionDeletion.NotFound;
            if (version.IsReadonly)
                return VersionDeletion.ReadOnly;
            if (await HasRunAsync(version, cancellationToken))
                return VersionDeletion.HasInstances;
            if (version.IsPublished)
            {
                starts.Forget(version.DefinitionId);
                await triggers.DeactivateAsync(version.DefinitionId, cancellationToken);
            }

            await store.DeleteVersionAsync(versionId, cancellationToken);
            graphs.TryRemove(versionId, out _);
            return null;
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Whether an instance runs, or has run, a version: then its content stays as it is.</summary>
    private async ValueTask<bool> HasRunAsync(StoredDefinition version, CancellationToken cancellationToken)
    {
        var since = new TimestampFilter(TimestampColumn.CreatedAt, TimestampOperator.GreaterThanOrEqual, version.CreatedAt);
        var ran = await instances.ListAsync(
            new InstanceFilter { DefinitionId = version.DefinitionId, Version = version.Version, Timestamps = [since], PageSize = 1 }, cancellationToken);
        return ran.Items.Count > 0;
    }
}
