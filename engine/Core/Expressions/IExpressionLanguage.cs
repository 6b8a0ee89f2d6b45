using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>
/// A language of expressions beside those that the engine knows itself. Registered as a service it is asked for the expressions of its type, and is offered to editors. Safe for
/// concurrent use.
/// </summary>
public interface IExpressionLanguage
{
    /// <summary>Type of its expressions in definitions, such as <c>CSharp</c>; another than those of the engine.</summary>
    string Type { get; }

    /// <summary>Name in the menu of syntaxes.</summary>
    string DisplayName { get; }

    /// <summary>Language of the code editor (an id of Monaco); null: a plain text field.</summary>
    string? EditorLanguage => null;

    /// <summary>Whether editors offer it to somebody. What is not offered can still be saved: it is refused by <see cref="Validate"/> and <see cref="EvaluateAsync"/>.</summary>
    /// <param name="author">A user or key, as <see cref="Expression.Author"/> names it.</param>
    bool IsOfferedTo(string author) => true;

    /// <summary>What is wrong with an expression, with line and column; null when it is well formed and its author may write it.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="node">The activity that it belongs to, whose variables and inputs it sees; null: none is known.</param>
    string? Validate(Expression expression, ActivityNode? node);

    /// <summary>Evaluates an expression in an activity's scope; gives a plain value.</summary>
    /// <exception cref="WorkflowFaultException">It cannot be evaluated: becomes an incident.</exception>
    ValueTask<object?> EvaluateAsync(Expression expression, ActivityRun context);
}
