namespace Orchestrator.Core;

/// <summary>An activity that checks its own settings when a definition is read.</summary>
public interface IValidates
{
    IEnumerable<DefinitionFault> Validate();
}
