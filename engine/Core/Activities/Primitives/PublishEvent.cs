using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Publishes a named event with the next commit: it starts workflows and resumes instances that wait for it.</summary>
[Activity("Elsa", "Primitives", "Publishes a named event.")]
public sealed class PublishEvent : CodeActivity
{
    /// <summary>Kind of the outbox message.</summary>
    public const string MessageKind = "event";

    [Input(Description = "Name of the event.")]
    public Input<string> EventName { get; set; } = default!;

    [Input(Description = "Only instances with this correlation id.")]
    public Input<string>? CorrelationId { get; set; }

    [Input(Description = "Only this instance itself.")]
    public Input<bool>? IsLocalEvent { get; set; }

    [Input(Description = "What the event carries.")]
    public Input<object?>? Payload { get; set; }

    protected override void Execute(ActivityExecutionContext context) => context.Send(new OutboxMessage(MessageKind, new PublishedEvent(
        EventName.Require(context, nameof(EventName)),
        CorrelationId.GetOrDefault(context),
        IsLocalEvent.GetOrDefault(context) ? context.WorkflowExecutionContext.Id : null,
        context.WorkflowExecutionContext.Tenant,
        PlainValue.From(Payload is null ? null : context.Get(Payload)))));
}
