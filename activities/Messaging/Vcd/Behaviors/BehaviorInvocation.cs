using System.Text.Json.Nodes;

namespace Orchestrator.Activities.Messaging.Vcd.Behaviors;

/// <summary>A <c>BEHAVIOR_INVOCATION</c> of vCD's bus.</summary>
internal sealed record BehaviorInvocation
{
    /// <summary>Id of vCD's task, as vCD wrote it (a UUID or a urn); the same when the message comes again.</summary>
    public required string TaskId { get; init; }

    /// <summary>Urn of the entity; empty when the invocation has none.</summary>
    public required string EntityId { get; init; }

    /// <summary>Urn such as <c>urn:vcloud:behavior-interface:scaleOut:example:scaling:1.0.0</c>.</summary>
    public required string BehaviorId { get; init; }

    public string TypeId { get; init; } = "";

    /// <summary>Urn of the caller's organisation, as vCD vouches for it.</summary>
    public required string Organisation { get; init; }

    public string User { get; init; } = "";

    /// <summary>Urns; empty unless vCD is told to send them (<c>extensibility.enableRightInfo</c>).</summary>
    public IReadOnlyList<string> Rights { get; init; } = [];

    /// <summary>The payload, without tokens.</summary>
    public required JsonObject Payload { get; init; }

    /// <summary>The behaviour's name: the part of its urn after the kind.</summary>
    public string Behavior => BehaviorId.Split(':') is ["urn", "vcloud", _, var name, ..] ? name : BehaviorId;
}
