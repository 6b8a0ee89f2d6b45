using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Checks an expression without evaluating it.</summary>
public interface IExpressionValidator
{
    /// <summary>What is wrong, with line and column; null when it is well formed.</summary>
    string? Validate(Expression expression);
}
