using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>An activity with children beyond its ports and its container list.</summary>
public interface IHasChildren
{
    IEnumerable<IActivity> GetChildren();
}
