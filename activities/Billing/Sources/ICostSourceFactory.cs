namespace Orchestrator.Activities.Billing;

/// <summary>Makes sources of one kind; register one as a singleton service to add a kind.</summary>
public interface ICostSourceFactory
{
    /// <summary>The kind of <see cref="CostSourceRegistration.Kind"/>.</summary>
    string Kind { get; }

    ICostSource Create(CostSourceRegistration registration);
}
