using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime.Operations;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Outbox;

/// <summary>Delivers events that activities published.</summary>
internal sealed class EventOutboxHandler(IServiceProvider services) : IOutboxHandler
{
    public string Kind => PublishEvent.MessageKind;

    public async ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken)
    {
        services.GetRequiredService<IIntake>().ThrowIfSuspended();
        var message = payload.Deserialize<PublishedEvent>(PlainJson.Options)!;
        await services.GetRequiredService<IWorkflowRuntime>().DispatchAsync(
            new Stimulus
            {
                Name = Event.Stimulus,
                Payload = Event.PayloadOf(message.EventName),
                Input = new Dictionary<string, object?> { ["payload"] = PlainValue.From(message.Payload) },
                CorrelationId = message.CorrelationId,
                WorkflowInstanceId = message.InstanceId,
                Tenant = message.Tenant.Length == 0 ? null : message.Tenant,
                KeepFor = Event.KeepFor,
                IdempotencyKey = $"event:{messageId}",
            },
            cancellationToken);
    }
}
