using System.Text.Json.Nodes;

namespace Orchestrator.Runtime.Operations;

/// <summary>Explains one kind of stimulus to operators; registered as a singleton by the area that owns it.</summary>
public interface IWakeHint
{
    /// <summary>Name of the stimulus.</summary>
    string Stimulus { get; }

    /// <summary>What has to happen, in words, and a command that makes it happen.</summary>
    (string WakesWhen, string? Example) Explain(JsonNode? payload, string instanceId);
}
