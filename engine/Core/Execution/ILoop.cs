namespace Orchestrator.Core;

/// <summary>Marks a loop: a Break stops here.</summary>
public interface ILoop;
