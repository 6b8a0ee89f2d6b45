namespace Orchestrator.Server.ElsaApi.Descriptors;

internal sealed record StorageDriverAnswer(string TypeName, string DisplayName, double Priority, bool Deprecated);
