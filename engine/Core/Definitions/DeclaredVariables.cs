using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>The variables that activities declare in definitions.</summary>
internal static class DeclaredVariables
{
    public static IList<Variable> Of(IActivity activity) => activity switch
    {
        Activities.Workflow workflow => workflow.Variables,
        WorkflowDefinitionActivity composite => composite.Variables,
        IContainer container => container.Variables,
        _ => Array.Empty<Variable>(),
    };
}
