using Microsoft.Extensions.Logging;
using Orchestrator.Core;
using Orchestrator.Runtime.Execution;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Operations;

/// <summary>
/// Enforces activation strategies. Starts that exclude one another queue for a lock, in this process and over all nodes, from before the look at what runs until the first
/// commit is durable; so of many at the same time exactly one wins.
/// </summary>
internal sealed partial class ActivationGate(IOperationStore store, IWorkflowStore instances, ILogger<ActivationGate> logger)
{
    private readonly InstanceLocks _locks = new();

    /// <summary>Null: the strategy refuses the start. Otherwise hand the permit the first commit of the instance.</summary>
    public async ValueTask<ActivationPermit?> AcquireAsync(
        WorkflowDefinition definition, string tenant, string? correlationId, string? idempotencyKey, CancellationToken cancellationToken)
    {
        if (RuleFor(definition, correlationId) is not { } rule)
            return ActivationPermit.Free;
        var key = rule.CorrelationId is null ? $"definition:{tenant}:{definition.DefinitionId}" : $"correlation:{tenant}:{rule.CorrelationId}";
        var held = await _locks.AcquireAsync(key, cancellationToken);
        IAsyncDisposable? everywhere = null;
        try
        {
            everywhere = await store.LockAsync($"activation:{key}", cancellationToken);
            var permit = new ActivationPermit(held, everywhere);

            // A repetition is not another start: its commit finds the key and gives the first instance.
            var repeated = idempotencyKey is not null && await instances.FindByIdempotencyKeyAsync(idempotencyKey, cancellationToken) is not null;
            if (repeated || !await store.AnyRunningAsync(tenant, rule.DefinitionId, rule.CorrelationId, cancellationToken))
                return permit;
            LogRefused(logger, definition.DefinitionId, definition.Options.ActivationStrategyType!);
            await permit.DisposeAsync();
            return null;
        }
        catch
        {
            if (everywhere is not null)
                await everywhere.DisposeAsync();
            held.Dispose();
            throw;
        }
    }

    /// <summary>What must not run at the same time; null: anything may. Without a correlation id there is nothing to correlate.</summary>
    private static (string? DefinitionId, string? CorrelationId)? RuleFor(WorkflowDefinition definition, string? correlationId)
    {
        var correlated = string.IsNullOrEmpty(correlationId) ? null : correlationId;
        return definition.Options.ActivationStrategyType switch
        {
            "Singleton" => (definition.DefinitionId, null),
            "Correlation" when correlated is not null => (null, correlated),
            "CorrelatedSingleton" when correlated is not null => (definition.DefinitionId, correlated),
            _ => null,
        };
    }

    [LoggerMessage(2201, LogLevel.Information, "Definition {DefinitionId} was not started: its activation strategy {Strategy} allows no other instance now.")]
    private static partial void LogRefused(ILogger logger, string definitionId, string strategy);
}
