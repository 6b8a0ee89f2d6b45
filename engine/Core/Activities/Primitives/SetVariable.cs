using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Sets a variable.</summary>
[Activity("Elsa", "Primitives", "Sets a variable.")]
public sealed class SetVariable : CodeActivity
{
    [Input(Description = "The variable.", UIHint = "variable-picker", TypeName = "Variable")]
    public Variable? Variable { get; set; }

    [Input(Description = "Its new value.")]
    public Input<object?>? Value { get; set; }

    protected override void Execute(ActivityExecutionContext context)
    {
        var slot = Variable is null ? null : ((ActivityRun)context).FindVariableById(Variable.Id);
        if (slot is null)
            throw new WorkflowFaultException($"Variable '{Variable?.Id}' not found.", "variable.unknown");
        slot.Assign(Value is null ? null : context.Get(Value));
    }
}
