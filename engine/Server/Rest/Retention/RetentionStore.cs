using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.Rest.Retention;

/// <summary>Policies by definition, and the one for those that have none. They lie beside the definitions, so that a change makes no new version.</summary>
internal sealed class RetentionStore(IDocumentStore documents)
{
    private const string Collection = "retention";

    /// <summary>No definition has this id: ids are not empty.</summary>
    private const string Default = "";

    public async ValueTask<RetentionPolicy> DefaultAsync(CancellationToken cancellationToken) => await FindAsync(Default, cancellationToken) ?? new RetentionPolicy();

    public ValueTask<RetentionPolicy?> OwnAsync(string definitionId, CancellationToken cancellationToken) => FindAsync(definitionId, cancellationToken);

    /// <summary>The definition's own, else the default.</summary>
    public async ValueTask<RetentionPolicy> OfAsync(string definitionId, CancellationToken cancellationToken) =>
        await FindAsync(definitionId, cancellationToken) ?? await DefaultAsync(cancellationToken);

    public async ValueTask SaveDefaultAsync(RetentionPolicy policy, CancellationToken cancellationToken) => await SaveAsync(Default, policy, cancellationToken);

    public async ValueTask SaveAsync(string definitionId, RetentionPolicy policy, CancellationToken cancellationToken) =>
        await documents.SaveAsync(Collection, "", definitionId, policy, expectedRevision: null, cancellationToken);

    public ValueTask<bool> DeleteAsync(string definitionId, CancellationToken cancellationToken) => documents.DeleteAsync(Collection, "", definitionId, cancellationToken);

    /// <summary>Forgets the policies of definitions that were deleted.</summary>
    public async ValueTask ForgetDeletedAsync(IDefinitionStore definitions, CancellationToken cancellationToken)
    {
        foreach (var policy in await documents.ListAsync<RetentionPolicy>(Collection, "", cancellationToken))
        {
            if (policy.Id != Default && await definitions.FindAsync(policy.Id, VersionOptions.Latest, cancellationToken) is null)
                await DeleteAsync(policy.Id, cancellationToken);
        }
    }

    private async ValueTask<RetentionPolicy?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await documents.FindAsync<RetentionPolicy>(Collection, "", id, cancellationToken))?.Value;
}
