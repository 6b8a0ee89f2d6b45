using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Billing;

public static class BillingServiceCollectionExtensions
{
    /// <summary>
    /// Adds billing: cost sources, store, activities, tenant API, and the collection at start. Needs <see cref="IDatabase"/>, <see cref="ITenantDirectory"/>,
    /// <see cref="IWorkflowRuntime"/>, <see cref="DataFolder"/> and <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddBilling(this IServiceCollection services, Action<BillingOptions>? configure = null)
    {
        services.AddOptions<BillingOptions>().Configure(configure ?? (_ => { })).PostConfigure<DataFolder>(AddSamples).ValidateDataAnnotations().ValidateOnStart();
        services.AddActivitiesFrom<BillingOptions>();
        services.AddSingleton(new MigrationAssembly(typeof(BillingOptions).Assembly));
        services.TryAddSingleton<ICostStore, SqlCostStore>();
        services.TryAddSingleton<ICostCollector, CostCollector>();
        services.TryAddSingleton<ICostSources, CostSources>();
        services.TryAddSingleton<IBillingSummaries, BillingSummaries>();
        services.AddSingleton<ICostSourceFactory, JsonFileCostSourceFactory>();
        services.AddHostedService<SampleCostWriter>();
        services.AddHostedService<CollectAtStart>();
        foreach (var route in BillingRoutes.All())
            services.AddSingleton(route);
        return services;
    }

    private static void AddSamples(BillingOptions options, DataFolder data)
    {
        if (options.WriteSamples && options.Sources.All(s => s.Name != SampleCosts.SourceName))
            options.Sources.Add(new CostSourceRegistration { Name = SampleCosts.SourceName, Path = SampleCostWriter.Folder(data) });
    }
}
