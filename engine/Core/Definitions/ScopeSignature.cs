using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>What a definition declares around an activity, up to the edge of its workflow: the same before a run and in it.</summary>
public static class ScopeSignature
{
    /// <summary>The declared variable of a name that is nearest to an activity; null when there is none, or it is made at run time, as those of loops are.</summary>
    public static Variable? FindVariable(ActivityNode node, string name)
    {
        for (var scope = node; scope is not null; scope = scope.Parent)
        {
            foreach (var variable in DeclaredVariables.Of(scope.Activity))
            {
                if (variable.Name == name)
                    return variable;
            }

            if (scope == node.Composite)
                return null;
        }

        return null;
    }

    /// <summary>The declared input of a name; null when the activity's workflow has none.</summary>
    public static InputDefinition? FindInput(ActivityNode node, string name)
    {
        var inputs = node.Composite?.Activity switch
        {
            WorkflowDefinitionActivity { Workflow: { } used } => used.Inputs,
            Activities.Workflow whole => whole.DeclaredInputs,
            _ => [],
        };
        return inputs.FirstOrDefault(input => input.Name == name);
    }
}
