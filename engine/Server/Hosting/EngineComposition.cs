using Orchestrator.Activities.Http;
using Orchestrator.Core;
using Orchestrator.Core.Activities;
using Orchestrator.CSharp;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Children;

namespace Orchestrator.Server.Hosting;

internal static class EngineComposition
{
    /// <summary>Adds the engine and the activities that belong to every installation.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services, ServerOptions options)
    {
        services.AddOptions<DispatchOptions>().BindConfiguration("Dispatch");
        services.AddSingleton(new RunOptions
        {
            FlowchartMode = options.CountsFlowcharts ? FlowchartMode.Counter : FlowchartMode.Token,
            DefaultIncidentStrategy = options.FaultsWorkflows ? "FaultStrategy" : "ContinueWithIncidentsStrategy",
        });
        services.AddSingleton(new LiquidOptions { EncodesHtml = !options.LeavesLiquidPlain });
        services.AddOptions<CSharpOptions>().BindConfiguration("CSharp").Configure<IConfiguration>((csharp, configuration) =>
        {
            // One variable with names and commas is what people write first; as a list it would be left out in silence.
            foreach (var name in configuration["CSharp:TrustedAdministrators"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
                csharp.TrustedAdministrators.Add(name);
        });
        services.AddHostedService<CSharpNotice>();
        return services.AddOrchestratorRuntime().AddHttpActivities().AddCSharp();
    }
}
