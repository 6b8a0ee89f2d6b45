using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>An activity whose shape is not that of its class.</summary>
internal interface IDescribesItself : IActivity
{
    ActivityDescriptor Descriptor { get; }
}
