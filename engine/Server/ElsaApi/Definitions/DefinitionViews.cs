using Orchestrator.Runtime.Api;
using Orchestrator.Server.ElsaApi.Descriptors;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <summary>Makes the view of a caller, with the activity types that the caller's descriptors have.</summary>
internal sealed class DefinitionViews(DescriptorCatalog catalog)
{
    public async ValueTask<DefinitionView> ForAsync(ApiCaller caller, CancellationToken cancellationToken) =>
        new(new ActivityTree(await catalog.ForAsync(caller, cancellationToken)), caller.MayWriteDefinitions());
}
