using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>An activity with a list of children and variables of its own.</summary>
public interface IContainer : IActivity
{
    IList<IActivity> Activities { get; set; }

    IList<Variable> Variables { get; set; }
}
