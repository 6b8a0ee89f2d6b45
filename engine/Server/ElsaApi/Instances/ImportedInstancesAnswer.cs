namespace Orchestrator.Server.ElsaApi.Instances;

internal sealed record ImportedInstancesAnswer(int Imported);
