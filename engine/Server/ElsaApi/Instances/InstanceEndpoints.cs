namespace Orchestrator.Server.ElsaApi.Instances;

internal static class InstanceEndpoints
{
    public const string Tag = "Workflow instances";

    public static void MapInstances(this RouteGroupBuilder api)
    {
        api.MapGroup("/workflow-instances").WithTags(Tag).MapInstanceReading();
        api.MapGroup("").WithTags(Tag).MapInstanceChanges();
        api.MapGroup("").WithTags(Tag).MapInstanceExport();
        api.MapGroup("").WithTags(Tag).MapInstanceImport();
    }
}
