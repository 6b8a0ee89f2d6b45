using Orchestrator.Server.Auth;

namespace Orchestrator.Server.ElsaApi.Definitions;

internal static class DefinitionEndpoints
{
    public const string Tag = "Workflow definitions";

    public static void MapDefinitions(this RouteGroupBuilder api)
    {
        var read = api.MapGroup("/workflow-definitions").WithTags(Tag);
        read.MapReading();
        var write = api.MapGroup("/workflow-definitions").WithTags(Tag).RequireAuthorization(AuthScheme.Administrators);
        write.MapSaving();
        api.MapVersions();
        api.MapExport();
        api.MapImport();
        api.MapBulk();
        api.MapGraphs();
        api.MapConsumers();
    }
}
