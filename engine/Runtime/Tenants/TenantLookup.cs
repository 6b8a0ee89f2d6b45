namespace Orchestrator.Runtime;

/// <summary>
/// Finds the tenant of a message. One that is unknown may be younger than the last look at the sources: they are asked again, at most every five seconds, however many
/// messages name tenants that do not exist.
/// </summary>
internal sealed class TenantLookup(ITenantDirectory directory, IEnumerable<ITenantSource> sources, TimeProvider time) : ITenantLookup, IDisposable
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _refreshing = new(1);
    private long _refreshes;
    private long? _lastRefresh;

    public async ValueTask<Tenant?> FindAsync(string nameOrId, CancellationToken cancellationToken)
    {
        var before = Volatile.Read(ref _refreshes);
        if (await directory.FindAsync(nameOrId, cancellationToken) is { } tenant)
            return tenant;
        return await RefreshAsync(before, cancellationToken) ? await directory.FindAsync(nameOrId, cancellationToken) : null;
    }

    public void Dispose() => _refreshing.Dispose();

    /// <summary>Whether the sources were read since the caller looked in vain.</summary>
    private async ValueTask<bool> RefreshAsync(long seen, CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            if (_refreshes != seen)
                return true;
            if (_lastRefresh is { } last && time.GetElapsedTime(last) < MinInterval)
                return false;
            foreach (var source in sources)
                await source.RefreshAsync(cancellationToken);
            _lastRefresh = time.GetTimestamp();
            Volatile.Write(ref _refreshes, _refreshes + 1);
            return true;
        }
        finally
        {
            _refreshing.Release();
        }
    }
}
