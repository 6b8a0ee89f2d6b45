using System.Runtime.CompilerServices;

namespace Orchestrator.Workflows;

public static class OutputExtensions
{
    /// <summary>Sets the output. Works on an unbound (null) output too, so that journal and later expressions see the value.</summary>
    public static void Set<T>(this Output<T>? output, ActivityExecutionContext context, T? value, [CallerArgumentExpression(nameof(output))] string? name = null) =>
        context.Set(output, value, name);
}
