using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

public static class CoreServiceCollectionExtensions
{
    /// <summary>Adds definitions, execution, expressions and the control-flow activities.</summary>
    public static IServiceCollection AddOrchestratorCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdGenerator, IdGenerator>();
        services.TryAddSingleton<IRandomSource, RandomSource>();
        services.TryAddSingleton(new JavaScriptOptions());
        services.TryAddSingleton(new RunOptions());
        services.TryAddSingleton(new LiquidOptions());
        services.TryAddSingleton<JavaScriptEvaluator>();
        services.TryAddSingleton<LiquidEvaluator>();
        services.TryAddSingleton<ExpressionEvaluator>();
        services.TryAddSingleton<IExpressionEvaluator>(p => p.GetRequiredService<ExpressionEvaluator>());
        services.TryAddSingleton<IExpressionValidator>(p => p.GetRequiredService<ExpressionEvaluator>());
        services.TryAddSingleton<IActivityRegistry, ActivityRegistry>();
        services.TryAddSingleton<DefinitionReader>();
        services.TryAddSingleton<CodeWorkflowReader>();
        services.TryAddSingleton<WorkflowRunner>();
        services.TryAddSingleton<TriggerReader>();
        return services.AddActivitiesFrom<Flowchart>();
    }
}
