using Orchestrator.Runtime.Operations;
using Orchestrator.Server.Rest.Definitions;
using Orchestrator.Server.Rest.Effects;
using Orchestrator.Server.Rest.Idempotency;
using Orchestrator.Server.Rest.Incidents;
using Orchestrator.Server.Rest.Instances;
using Orchestrator.Server.Rest.Operations;
using Orchestrator.Server.Rest.Retention;
using Orchestrator.Server.Rest.Schedules;
using Orchestrator.Server.Rest.Session;
using Orchestrator.Server.Rest.Tasks;
using Orchestrator.Server.Rest.Users;

namespace Orchestrator.Server.Rest;

/// <summary>The management API under <c>/api/v1</c>.</summary>
internal static class RestEndpoints
{
    public static IServiceCollection AddRest(this IServiceCollection services) => services
        .AddSingleton<InstanceReader>()
        .AddHostedService<RequestSweeper>()
        .AddRetention()
        .AddWakeHints()
        .AddSingleton<LabelStore>()
        .AddSingleton<InstanceSignals>()
        .AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<InstanceSignals>());

    public static void MapRest(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api/v1").RequireAuthorization();
        api.MapSession();
        api.MapAbout();
        api.MapTenants();
        api.MapDefinitions();
        api.MapInstances();
        api.MapIncidents();
        api.MapEffects();
        api.MapSchedules();
        api.MapTasks();
        api.MapEvents();
        api.MapRetention();
        api.MapNode();
        api.MapUsers();
        api.MapApiKeys();
        api.MapVcdExtension();
    }
}
