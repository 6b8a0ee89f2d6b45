namespace Orchestrator.Server.ElsaApi.Descriptors;

internal sealed record OutputAnswer(string Name, string TypeName, string DisplayName, string Description, double Order, bool IsBrowsable)
{
    public bool IsSynthetic => false;
}
