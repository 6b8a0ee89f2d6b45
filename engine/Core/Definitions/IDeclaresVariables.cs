namespace Orchestrator.Core;

/// <summary>Marks loops and the like, which give their bodies variables at run time.</summary>
public interface IDeclaresVariables;
