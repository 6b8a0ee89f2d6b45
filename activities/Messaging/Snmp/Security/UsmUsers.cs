using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>The users that are known here, as one exchangeable whole. Safe for concurrent use.</summary>
internal sealed class UsmUsers
{
    private volatile Dictionary<byte[], UsmUser> _users = new(BytesComparer.Instance);

    /// <summary>Changes with every <see cref="Replace"/>: keys made before are stale then.</summary>
    public object Generation => _users;

    public bool IsEmpty => _users.Count == 0;

    public UsmUser? Find(ReadOnlySpan<byte> name) => _users.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out var user) ? user : null;

    public UsmUser? Find(string name) => Find(System.Text.Encoding.UTF8.GetBytes(name));

    /// <summary>Whether these users are in force already, so that made keys need not be thrown away.</summary>
    public bool IsSame(IReadOnlyCollection<UsmUser> users) => users.Count == _users.Count && users.All(user => Find(user.NameBytes)?.IsSameAs(user) == true);

    public void Replace(IEnumerable<UsmUser> users)
    {
        var replaced = new Dictionary<byte[], UsmUser>(BytesComparer.Instance);
        foreach (var user in users)
            replaced[user.NameBytes.ToArray()] = user;
        _users = replaced;
    }
}
