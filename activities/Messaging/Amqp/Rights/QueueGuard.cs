using Orchestrator.Activities.Messaging.Amqp.Queues;
using Orchestrator.Runtime.Definitions;

namespace Orchestrator.Activities.Messaging.Amqp.Rights;

/// <summary>Keeps a tenant's definition from being published with a trigger on what is not the tenant's.</summary>
internal sealed class QueueGuard(QueueRights rights) : ITriggerGuard
{
    public string StimulusName => AmqpMessageReceived.TypeName;

    public async ValueTask<string?> FindFaultAsync(object payload, string tenant, CancellationToken cancellationToken)
    {
        if (tenant.Length == 0 || payload is not AmqpTriggerPayload wanted)
            return null;
        await rights.RefreshAsync(cancellationToken);
        return rights.FindFault(tenant, wanted.Use);
    }
}
