using Jint;
using Jint.Native;
using Jint.Runtime.Interop;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>What a script sees of its instance: variables, inputs, outputs.</summary>
internal sealed class JavaScriptScope(Engine engine, JavaScriptDates dates, ActivityRun context, string script)
{
    private readonly Dictionary<string, (VariableSlot Slot, JsValue Given)> copied = new(StringComparer.Ordinal);
    private readonly JsObject variables = new(engine);

    public void Open()
    {
        foreach (var slot in context.VariablesInScope())
        {
            var name = slot.Variable.Name;
            if (name.Length == 0 || !(script.Contains(name, StringComparison.OrdinalIgnoreCase) || ScriptNames.Forms(name).Any(Mentions)))
                continue;
            var value = Typed(slot.Value, slot.Variable.TypeName, slot.Variable.IsArray);
            copied[name] = (slot, value);
            variables.Set(name, value);
            foreach (var form in ScriptNames.Forms(name))
            {
                Function($"get{form}", _ => CopyOf(variables.Get(name)));
                Function($"set{form}", arguments => Assign(name, Argument(arguments, 0)));
            }
        }

        if (Mentions("variables"))
            engine.SetValue("variables", variables);
        Function("getVariable", arguments => Read(Argument(arguments, 0).ToString()));
        Function("setVariable", arguments => Assign(Argument(arguments, 0).ToString(), Argument(arguments, 1)));
        foreach (var input in context.Run.Graph.Definition.Inputs.Where(i => !copied.ContainsKey(i.Name)))
        {
            foreach (var form in ScriptNames.Forms(input.Name))
                Function($"get{form}", _ => Typed(context.FindInput(input.Name), input.TypeName, input.IsArray));
        }

        Function("getInput", arguments => Input(Argument(arguments, 0).ToString()));
        Function("getOutputFrom", arguments => OutputFrom(Argument(arguments, 0).ToString(), arguments.Length > 1 ? arguments[1].ToString() : "Result"));
        Function("getLastResult", _ => JavaScriptValues.FromPlain(engine, context.Run.LastResult));
        AddOutputAccessors();
        AddInstance();
    }

    /// <summary>Writes changed variables back, converted to their types.</summary>
    public void WriteBack()
    {
        foreach (var (name, (slot, given)) in copied)
        {
            var now = variables.Get(name);
            if (!ReferenceEquals(now, given) || now.IsObject())
                slot.Assign(JavaScriptValues.ToPlain(now));
        }
    }

    private void AddOutputAccessors()
    {
        var near = context.Node.Composite;
        foreach (var name in ScriptNames.Sources(script).Distinct(StringComparer.Ordinal))
        {
            foreach (var node in context.Run.Graph.FindByScriptName(name).Where(n => ReferenceEquals(n.Composite, near)))
            {
                foreach (var output in node.Descriptor.Outputs)
                    Function($"get{output.Name}From{name}", _ => OutputFrom(node.Activity.NodeId, output.Name));
            }
        }
    }

    private void AddInstance()
    {
        var run = context.Run;
        Function("getWorkflowDefinitionId", _ => run.DefinitionId);
        Function("getWorkflowDefinitionVersionId", _ => run.DefinitionVersionId);
        Function("getWorkflowDefinitionVersion", _ => run.DefinitionVersion);
        Function("getWorkflowInstanceId", _ => run.Id);
        Function("getCorrelationId", _ => run.CorrelationId ?? JsValue.Null);
        Function("setCorrelationId", arguments => SetText(arguments, text => run.CorrelationId = text));
        Function("getWorkflowInstanceName", _ => run.Name ?? JsValue.Null);
        Function("setWorkflowInstanceName", arguments => SetText(arguments, text => run.Name = text));
    }

    private static JsValue SetText(JsValue[] arguments, Action<string?> set)
    {
        var value = Argument(arguments, 0);
        set(value.IsNull() || value.IsUndefined() ? null : value.ToString());
        return JsValue.Undefined;
    }

    private JsValue Read(string name) => copied.ContainsKey(name) ? CopyOf(variables.Get(name)) : context.FindVariable(name) is { } slot ? Typed(slot.Value, slot.Variable.TypeName, slot.Variable.IsArray) : JsValue.Null;

    /// <summary>A function gives a list of its own; what changes it does not change the variable.</summary>
    private JsValue CopyOf(JsValue value) => value is JsArray list ? new JsArray(engine, [.. list]) : value;

    private JsValue Assign(string name, JsValue value)
    {
        context.SetVariable(name, JavaScriptValues.ToPlain(value));
        if (copied.TryGetValue(name, out var known))
        {
            variables.Set(name, value);
            copied[name] = (known.Slot, value);
        }

        return JsValue.Undefined;
    }

    /// <summary>Times and durations are such in scripts where the declared type says so, before a restart and after it; without one they are text.</summary>
    private JsValue Typed(object? value, string? typeName, bool isArray)
    {
        var type = value is null or "" || isArray ? null : TypeAliases.Resolve(typeName);
        if (type is not null && JavaScriptDates.IsTime(type))
            return dates.Of(engine, ValueConverter.To(value, type)!);
        return type == typeof(TimeSpan) ? JsValue.FromObject(engine, ValueConverter.To(value, type)) : JavaScriptValues.FromPlain(engine, value);
    }

    private JsValue Input(string name) => JavaScriptValues.FromPlain(engine, context.FindInput(name));

    private JsValue OutputFrom(string idOrName, string output) => JavaScriptValues.FromPlain(engine, context.FindOutput(idOrName, output));

    private bool Mentions(string name) => script.Contains(name, StringComparison.Ordinal);

    /// <summary>Adds a function that the script mentions.</summary>
    private void Function(string name, Func<JsValue[], JsValue> body)
    {
        if (Mentions(name))
            engine.SetValue(name, new ClrFunction(engine, name, (_, arguments) => body(arguments)));
    }

    private static JsValue Argument(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;
}
