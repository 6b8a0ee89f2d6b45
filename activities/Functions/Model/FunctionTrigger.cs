namespace Orchestrator.Activities.Functions.Model;

/// <summary>What calls a function.</summary>
public sealed record FunctionTrigger
{
    public const string Http = "http";

    public const string VcdEvent = "vcdEvent";

    /// <summary><c>http</c>: its route. <c>vcdEvent</c>: an event of vCloud Director, and its route.</summary>
    public string Kind { get; init; } = Http;

    /// <summary>Type of the event, such as <c>com/vmware/vcloud/event/vm/create</c>; null for <c>http</c>.</summary>
    public string? Event { get; init; }
}
