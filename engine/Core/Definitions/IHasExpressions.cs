using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>An activity with expressions beyond its inputs. They are checked with the definition.</summary>
public interface IHasExpressions
{
    /// <summary>The expressions, with the place of each in the activity's JSON.</summary>
    IEnumerable<(string Property, Expression Expression)> GetExpressions();
}
