using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Finds the faults of a definition that can be seen without running it.</summary>
internal sealed class DefinitionChecker(WorkflowGraph graph, IExpressionValidator expressions, ICollection<DefinitionFault> faults)
{
    public void Check()
    {
        // A workflow used as an activity was checked when it was published itself.
        var own = graph.Nodes.Where(n => n.Composite?.Parent is null).ToList();
        foreach (var duplicate in own.GroupBy(n => n.Activity.Id).Where(g => g.Count() > 1))
        {
            if (!faults.Any(f => f.ActivityId == duplicate.Key && f.Property == "id"))
                faults.Add(new DefinitionFault(duplicate.Key, "id", $"The id '{duplicate.Key}' is used by {duplicate.Count()} activities: give each its own.", FaultLevel.Run));
        }

        foreach (var node in own)
            Check(node);
    }

    private void Check(ActivityNode node)
    {
        CheckVariables(node);
        foreach (var input in node.Descriptor.Inputs)
        {
            var value = input.Get(node.Activity);
            if (value is Input { Expression: { } expression })
                Check(node, input, expression);
            else if (value is Variable variable && !IsVariableInScope(node, variable.Id))
                faults.Add(Unknown(node, input.JsonName, variable.Id));
        }

        foreach (var output in node.Descriptor.Outputs)
        {
            if (output.Get(node.Activity)?.MemoryReference is { } reference && !IsVariableInScope(node, reference.Id) && graph.Definition.Outputs.All(o => o.Name != reference.Id))
                faults.Add(new DefinitionFault(node.Activity.Id, output.JsonName, $"Neither a variable nor a workflow output has the id '{reference.Id}'.", FaultLevel.Run));
        }

        foreach (var (property, expression) in (node.Activity as IHasExpressions)?.GetExpressions() ?? [])
        {
            if (expressions.Validate(expression, node) is { } reason)
                faults.Add(new DefinitionFault(node.Activity.Id, property, reason, FaultLevel.Run));
        }

        if (node.Activity is IValidates validates)
        {
            foreach (var fault in validates.Validate())
                faults.Add(fault);
        }
    }

    private void CheckVariables(ActivityNode node)
    {
        foreach (var variable in DeclaredVariables.Of(node.Activity))
        {
            try
            {
                TypeAliases.DefaultValue(variable);
            }
            catch (WorkflowFaultException e)
            {
                faults.Add(new DefinitionFault(node.Parent is null ? null : node.Activity.Id, "variables", $"The default value of variable '{variable.Name}' does not fit its type. {e.Message}. {e.Detail}"));
            }
        }
    }

    private void Check(ActivityNode node, InputDescriptor input, Expression expression)
    {
        var property = input.JsonName;
        if (expression is { Type: "Literal", Value: { } literal } && Misfit(literal, input.Type) is { } misfit)
            faults.Add(new DefinitionFault(node.Activity.Id, property, misfit, FaultLevel.Run));
        else if (expression.Type == "Variable" && expression.Value is string id && !IsVariableInScope(node, id))
            faults.Add(Unknown(node, property, id));
        else if (expressions.Validate(expression, node) is { } reason)
            faults.Add(new DefinitionFault(node.Activity.Id, property, reason, FaultLevel.Run));
    }

    /// <summary>Why a literal cannot be converted to the type of its input, as it would be when the activity runs; null when it can.</summary>
    private static string? Misfit(object literal, Type type)
    {
        try
        {
            ValueConverter.To(literal, type);
            return null;
        }
        catch (Exception e) when (e is WorkflowFaultException or FormatException or InvalidCastException or OverflowException or ArgumentException or System.Text.Json.JsonException)
        {
            return $"The value does not fit. {e.Message}.";
        }
    }

    private static DefinitionFault Unknown(ActivityNode node, string property, string id) =>
        new(node.Activity.Id, property, $"Unknown variable '{id}': declare it in the workflow or in a container around the activity.", FaultLevel.Run);

    /// <summary>Loops and the like declare variables at run time; their bodies are not checked for unknown ones.</summary>
    private static bool IsVariableInScope(ActivityNode node, string id)
    {
        foreach (var scope in node.Ancestors().Prepend(node))
        {
            if (DeclaredVariables.Of(scope.Activity).Any(v => v.Id == id || v.Name == id) || scope.Activity is IDeclaresVariables)
                return true;
        }

        return false;
    }
}
