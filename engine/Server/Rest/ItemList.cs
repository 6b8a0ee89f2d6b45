namespace Orchestrator.Server.Rest;

/// <summary>A whole list.</summary>
internal sealed record ItemList<T>(IReadOnlyList<T> Items, long TotalCount)
{
    public ItemList(IReadOnlyList<T> items) : this(items, items.Count)
    {
    }
}
