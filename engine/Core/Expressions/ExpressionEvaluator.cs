using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Evaluates Literal, Object, Variable, Input, Delegate, JavaScript and Liquid expressions, and those of registered languages.</summary>
public sealed class ExpressionEvaluator(JavaScriptEvaluator javaScript, LiquidEvaluator liquid, IEnumerable<IExpressionLanguage> languages) : IExpressionEvaluator, IExpressionValidator
{
    private readonly Dictionary<string, IExpressionLanguage> further = languages.ToDictionary(language => language.Type, StringComparer.Ordinal);

    public ValueTask<object?> EvaluateAsync(Expression expression, ActivityRun context) => expression.Type switch
    {
        "Literal" => ValueTask.FromResult(expression.Value),
        "Object" or "Json" => ValueTask.FromResult(ParseObject(expression.Value)),
        "Variable" => ValueTask.FromResult(Variable(context, VariableId(expression))?.Value),
        "Input" => ValueTask.FromResult(context.FindInput(ValueConverter.ToText(expression.Value) ?? "")),
        "Delegate" => ValueTask.FromResult(Call(expression.Value, context)),
        "JavaScript" => javaScript.EvaluateAsync(ValueConverter.ToText(expression.Value) ?? "", context, null),
        "Liquid" => ValueTask.FromResult<object?>(liquid.Evaluate(ValueConverter.ToText(expression.Value) ?? "", context)),
        var type when further.TryGetValue(type, out var language) => language.EvaluateAsync(expression, context),
        _ => throw new WorkflowFaultException(Unsupported(expression.Type), "expression.unsupported"),
    };

    public string? Validate(Expression expression, ActivityNode? node = null) => expression.Type switch
    {
        "JavaScript" => javaScript.Validate(ValueConverter.ToText(expression.Value) ?? ""),
        "Liquid" => liquid.Validate(ValueConverter.ToText(expression.Value) ?? ""),
        "Literal" or "Object" or "Json" or "Variable" or "Input" or "Delegate" => null,
        var type when further.TryGetValue(type, out var language) => language.Validate(expression, node),
        _ => Unsupported(expression.Type),
    };

    private string Unsupported(string type) =>
        $"Unknown expression type '{type}': use Literal, Object, Variable, Input, JavaScript{string.Concat(further.Keys.Order(StringComparer.Ordinal).Select(name => $", {name}"))} or Liquid.";

    private static object? Call(object? function, ActivityRun context) => function is Func<ActivityExecutionContext, object?> known
        ? known(context)
        : throw new WorkflowFaultException("The expression is a function of a workflow written in code; a definition cannot hold it: use another type of expression.", "expression.no-function");

    private static VariableSlot? Variable(ActivityRun context, string id) => context.FindVariableById(id) ?? context.FindVariable(id);

    private static string VariableId(Expression expression) => expression.Value is Variable variable ? variable.Id : expression.Value as string ?? "";

    /// <summary>JSON text where it is JSON, else the text itself.</summary>
    private static object? ParseObject(object? value)
    {
        if (value is not string text)
            return value;
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
            return null;
        if (trimmed[0] is not ('{' or '['))
            return text;
        try
        {
            return PlainValue.Parse(text);
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new WorkflowFaultException($"The value is not valid JSON: {e.Message}", e);
        }
    }
}
