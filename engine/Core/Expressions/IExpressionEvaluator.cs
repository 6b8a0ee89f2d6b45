using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Evaluates expressions of definitions to plain values.</summary>
public interface IExpressionEvaluator
{
    ValueTask<object?> EvaluateAsync(Expression expression, ActivityRun context);
}
