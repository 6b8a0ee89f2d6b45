namespace Orchestrator.Runtime.Stores;

/// <summary>The ledger of effects over all instances; commits write it.</summary>
public interface IEffectStore
{
    /// <summary>Unresolved effects, oldest first; of a tenant, or of all when it is null.</summary>
    ValueTask<Page<UnresolvedEffect>> ListUnresolvedAsync(string? tenant, int page, int pageSize, CancellationToken cancellationToken);

    /// <summary>An unresolved effect; null when there is none with this key, or it has a receipt.</summary>
    ValueTask<UnresolvedEffect?> FindUnresolvedAsync(string key, CancellationToken cancellationToken);

    /// <summary>Writes the receipt of an effect whose instance is over; false when it has one.</summary>
    ValueTask<bool> CloseAsync(string key, string receipt, DateTimeOffset at, CancellationToken cancellationToken);
}
