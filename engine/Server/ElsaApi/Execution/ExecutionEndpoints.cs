using Orchestrator.Server.Auth;
using Orchestrator.Server.ElsaApi.Definitions;

namespace Orchestrator.Server.ElsaApi.Execution;

internal static class ExecutionEndpoints
{
    public static void MapExecution(this RouteGroupBuilder api)
    {
        var definitions = api.MapGroup("/workflow-definitions").WithTags(DefinitionEndpoints.Tag).RequireAuthorization(AuthScheme.Administrators);
        definitions.MapStarting();
        var events = api.MapGroup("").WithTags("Stimuli").RequireAuthorization(AuthScheme.Administrators);
        events.MapStimuli();
    }
}
