using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orchestrator.Activities.Autoscaling;
using Orchestrator.Workflows;

namespace Microsoft.Extensions.DependencyInjection;

public static class AutoscalingServiceCollectionExtensions
{
    /// <summary>Adds autoscaling: rules, their tenant API and activities <c>Autoscaling.*</c>. Needs <c>AddVCloud</c> and <c>AddVrops</c>.</summary>
    public static IServiceCollection AddAutoscaling(this IServiceCollection services, Action<AutoscalingOptions>? configure = null)
    {
        var options = services.AddOptions<AutoscalingOptions>();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddSingleton<AutoscaleRules>();
        services.TryAddSingleton<ScalingStates>();
        services.TryAddSingleton<RuleMembers>();
        foreach (var route in AutoscaleApi.Routes)
            services.AddSingleton(route);
        services.TryAddSingleton<AutoscalingSeed>();
        services.TryAddSingleton<IAutoscalingSeed>(provider => provider.GetRequiredService<AutoscalingSeed>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<AutoscalingSeed>());
        return services.AddActivitiesFrom<StoreRule>();
    }
}
