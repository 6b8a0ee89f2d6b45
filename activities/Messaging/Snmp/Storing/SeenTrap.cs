namespace Orchestrator.Activities.Messaging.Snmp.Storing;

/// <summary>A trap that was taken, as its repetitions know it.</summary>
/// <param name="id">Of the trap.</param>
internal sealed class SeenTrap(string id)
{
    public string Id { get; } = id;

    /// <summary>What it caused is committed, or it caused nothing: a repetition of an inform may be answered.</summary>
    public bool IsSettled { get; set; }
}
