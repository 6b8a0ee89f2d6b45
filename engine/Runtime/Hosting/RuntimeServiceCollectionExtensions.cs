using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Core;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Children;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Effects;
using Orchestrator.Runtime.Execution;
using Orchestrator.Runtime.Locks;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Outbox;
using Orchestrator.Runtime.Scheduling;
using Orchestrator.Runtime.Secrets;
using Orchestrator.Runtime.Tasks;
using Orchestrator.Runtime.Telemetry;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime;

public static class RuntimeServiceCollectionExtensions
{
    /// <summary>
    /// Adds the runtime with the core; the stores come from a persistence package. Background work waits until <see cref="RuntimeStarter.StartAsync"/> has run.
    /// </summary>
    public static IServiceCollection AddOrchestratorRuntime(this IServiceCollection services)
    {
        services.AddOrchestratorCore();
        services.AddOptions<SecretOptions>();
        services.AddOptions<DispatchOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<ISecretProtector, SecretProtector>();
        services.TryAddSingleton<RuntimeGate>();
        services.TryAddSingleton<ITenantLookup, TenantLookup>();
        services.TryAddSingleton<TriggerIndex>();
        services.TryAddSingleton<ITriggerIndex>(p => p.GetRequiredService<TriggerIndex>());
        services.TryAddSingleton<TriggerActivator>();
        services.TryAddSingleton<WorkflowActivityLoader>();
        services.TryAddSingleton<ScheduleSignal>();
        services.TryAddSingleton<TimerSignal>();
        services.TryAddSingleton<IDefinitionService, DefinitionService>();
        services.TryAddSingleton<RecoveryQueue>();
        services.TryAddSingleton(p => new RuntimeInstruments(p.GetService<IMeterFactory>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommitObserver, CommitMetrics>());
        services.TryAddSingleton<InstanceExecutor>();
        services.TryAddSingleton<StimulusKeys>();
        services.TryAddSingleton<BookmarkDelivery>();
        services.AddOperations();
        services.TryAddSingleton<ISchedules, Schedules>();
        services.TryAddSingleton<IWorkflowRuntime, WorkflowRuntime>();
        services.TryAddSingleton<IEffectLedger, EffectLedger>();
        services.TryAddSingleton<OutboxPump>();
        services.TryAddSingleton<RuntimeStarter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxHandler, EventOutboxHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxHandler, StartChildHandler>());
        services.TryAddSingleton<FinishedWorkflowHandler>();
        services.AddSingleton<IOutboxHandler>(p => p.GetRequiredService<FinishedWorkflowHandler>());
        services.AddUserTasks();
        services.AddLocks();
        services.AddHostedService(p => p.GetRequiredService<OutboxPump>());
        services.TryAddSingleton<StimulusQueue>();
        services.AddHostedService(p => p.GetRequiredService<StimulusQueue>());
        services.AddHostedService<TimerService>();
        services.AddHostedService<ScheduleService>();
        services.AddHostedService<RecoveryService>();
        return services.AddActivitiesFrom<ApiRequestReceived>();
    }
}
