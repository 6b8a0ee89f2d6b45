using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Thrown by a container that is told of a child's completion: the fault is the child's, which made what cannot be gone on with.</summary>
internal sealed class ChildFaultException(string message, string code) : WorkflowFaultException(message, code);
