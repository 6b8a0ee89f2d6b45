namespace Orchestrator.Server.ElsaApi;

/// <summary>A whole list.</summary>
internal sealed record ElsaList<T>(IReadOnlyList<T> Items)
{
    public int Count => Items.Count;
}
