using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.Rest.Definitions;

/// <summary>Labels of definitions. They lie beside the definition, so that built-in ones can have some and a label makes no new version.</summary>
internal sealed class LabelStore(IDocumentStore documents)
{
    private const string Collection = "definition-labels";

    public async ValueTask<IReadOnlyList<string>> FindAsync(string definitionId, CancellationToken cancellationToken) =>
        (await documents.FindAsync<Document>(Collection, "", definitionId, cancellationToken))?.Value.Labels ?? [];

    public async ValueTask<IReadOnlyDictionary<string, IReadOnlyList<string>>> AllAsync(CancellationToken cancellationToken) =>
        (await documents.ListAsync<Document>(Collection, "", cancellationToken)).ToDictionary(d => d.Id, d => d.Value.Labels, StringComparer.Ordinal);

    public async ValueTask SaveAsync(string definitionId, IReadOnlyList<string> labels, CancellationToken cancellationToken) =>
        await documents.SaveAsync(Collection, "", definitionId, new Document(labels), expectedRevision: null, cancellationToken);

    internal sealed record Document(IReadOnlyList<string> Labels);
}
