namespace Orchestrator.Core;

/// <summary>Marks what a Complete activity ends: the workflow, or a workflow used as an activity.</summary>
public interface IComposite;
