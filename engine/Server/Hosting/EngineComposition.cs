using Orchestrator.Activities.Http;
using Orchestrator.Runtime;

namespace Orchestrator.Server.Hosting;

internal static class EngineComposition
{
    /// <summary>Adds the engine and the activities that belong to every installation.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services) => services.AddOrchestratorRuntime().AddHttpActivities();
}
