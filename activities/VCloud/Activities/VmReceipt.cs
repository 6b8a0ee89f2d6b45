namespace Orchestrator.Activities.VCloud;

/// <summary>What a call that changes a VM gave: the task that does it.</summary>
/// <param name="TaskHref">Null: it was done already.</param>
internal sealed record VmReceipt(string? TaskHref);
