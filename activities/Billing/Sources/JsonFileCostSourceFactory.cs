namespace Orchestrator.Activities.Billing;

internal sealed class JsonFileCostSourceFactory : ICostSourceFactory
{
    public string Kind => JsonFileCostSource.KindName;

    public ICostSource Create(CostSourceRegistration registration) => new JsonFileCostSource(registration.Name, registration.Path);
}
