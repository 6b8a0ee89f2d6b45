using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>Localized keys by user and engine. Only engines that have proved to know the key are kept, so strangers cannot fill it. Used by one thread.</summary>
internal sealed class UsmKeyCache(UsmUsers users)
{
    private readonly Dictionary<UsmUser, Dictionary<byte[], UsmKeys>> _keys = [];
    private object? _generation;
    private UsmKeys? _last;
    private byte[] _lastEngine = [];

    /// <summary>Known keys, or new ones that <see cref="Keep"/> may keep.</summary>
    public UsmKeys Find(UsmUser user, ReadOnlySpan<byte> engineId, out bool isNew)
    {
        if (!ReferenceEquals(_generation, users.Generation))
        {
            Clear();
            _generation = users.Generation;
        }

        isNew = false;
        if (_last is { } last && ReferenceEquals(last.User, user) && engineId.SequenceEqual(_lastEngine))
            return last;
        if (_keys.TryGetValue(user, out var engines) && engines.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(engineId, out var engine, out var keys))
        {
            (_last, _lastEngine) = (keys, engine);
            return keys;
        }

        isNew = true;
        return new UsmKeys(user, engineId);
    }

    public void Keep(UsmKeys keys, ReadOnlySpan<byte> engineId)
    {
        if (!_keys.TryGetValue(keys.User, out var engines))
            _keys[keys.User] = engines = new Dictionary<byte[], UsmKeys>(BytesComparer.Instance);
        engines[engineId.ToArray()] = keys;
    }

    private void Clear()
    {
        foreach (var keys in _keys.Values.SelectMany(engines => engines.Values))
            keys.Dispose();
        _keys.Clear();
        _last = null;
    }
}
