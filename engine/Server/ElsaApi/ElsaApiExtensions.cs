using Orchestrator.Core;
using Orchestrator.Runtime.Operations;
using Orchestrator.Server.ElsaApi.ActivityExecutions;
using Orchestrator.Server.ElsaApi.Definitions;
using Orchestrator.Server.ElsaApi.Descriptors;
using Orchestrator.Server.ElsaApi.Execution;
using Orchestrator.Server.ElsaApi.Instances;
using Orchestrator.Server.ElsaApi.Realtime;
using Orchestrator.Server.ElsaApi.Scripting;
using Orchestrator.Server.ElsaApi.Testing;

namespace Orchestrator.Server.ElsaApi;

/// <summary>The REST API of Elsa 3, which Elsa Studio and its clients speak, under <c>/elsa/api</c>.</summary>
internal static class ElsaApiExtensions
{
    public const string BasePath = "/elsa/api";

    /// <summary>OpenAPI document of these routes.</summary>
    public const string DocumentName = "elsa";

    public static IServiceCollection AddElsaApi(this IServiceCollection services)
    {
        services.AddSignalR();
        return services
            .AddSingleton<InstanceWatch>()
            .AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<InstanceWatch>())
            .AddHostedService<InstanceNotifier>()
            .AddSingleton(provider => new ActivityTree(new ActivityTypes(provider.GetRequiredService<IActivityRegistry>(), [])))
            .AddSingleton<DefinitionWriter>()
            .AddSingleton<DefinitionViews>()
            .AddSingleton<DescriptorCatalog>()
            .AddSingleton<TypeDefinitionWriter>()
            .AddSingleton<ActivityTester>()
            .AddSingleton<InstanceArchive>()
            .AddSingleton<InstanceImporter>()
            .AddSingleton<Starter>()
            .AddSingleton<InstanceAccess>()
            .AddSingleton<ExecutionReader>();
    }

    public static void MapElsaApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(BasePath).RequireAuthorization().WithGroupName(DocumentName);
        api.MapDefinitions();
        api.MapDescriptors();
        api.MapScripting();
        api.MapTesting();
        api.MapExecution();
        api.MapInstances();
        api.MapActivityExecutions();
        endpoints.MapHub<WorkflowInstanceHub>(WorkflowInstanceHub.Path).RequireAuthorization();
    }
}
