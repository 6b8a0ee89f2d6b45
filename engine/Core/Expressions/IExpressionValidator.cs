using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Checks an expression without evaluating it.</summary>
public interface IExpressionValidator
{
    /// <summary>What is wrong, with line and column; null when it is well formed.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="node">The activity that it belongs to, whose variables and inputs it sees; null: none is known.</param>
    string? Validate(Expression expression, ActivityNode? node = null);
}
