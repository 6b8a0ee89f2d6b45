using Orchestrator.Runtime.Scheduling;

namespace Orchestrator.Runtime.Locks;

/// <summary>Wakes the loop that tells the next in line.</summary>
internal sealed class LockSignal : WakeSignal;
