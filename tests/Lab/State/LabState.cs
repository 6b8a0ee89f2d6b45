namespace Orchestrator.Lab.State;

/// <summary>Everything that the lab keeps over a restart. Guarded by <see cref="LabWorld"/>.</summary>
internal sealed class LabState
{
    public int Format { get; set; } = 1;

    /// <summary>The end of the last vROps collection cycle that ran.</summary>
    public DateTimeOffset LastCycleAt { get; set; }

    public VcdState Vcd { get; set; } = new();

    public VropsState Vrops { get; set; } = new();
}
