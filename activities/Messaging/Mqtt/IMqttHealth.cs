namespace Orchestrator.Activities.Messaging.Mqtt;

/// <summary>Whether vCD's bus is reached. Safe for concurrent use.</summary>
public interface IMqttHealth
{
    /// <summary>Why it is not connected; null while it is, or is off. Never a secret.</summary>
    string? LastError { get; }
}
