namespace Orchestrator.Server.Auth;

/// <summary>
/// Counts failed sign-ins per user and address, and per address alone, in memory of this process. Five failures for a user, or fifty for an address, within
/// five minutes close the door until the oldest of them is five minutes old. Keeps at most 10,000 entries: the stalest goes first. Thread-safe.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    public const int FailuresPerUser = 5;
    public const int FailuresPerAddress = 50;
    private const int MaxEntries = 10_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _failures = new(StringComparer.OrdinalIgnoreCase);

    public static TimeSpan Window => TimeSpan.FromMinutes(5);

    /// <summary>How long to wait before the next try; null: go on.</summary>
    public TimeSpan? RetryAfter(string user, string address)
    {
        lock (_lock)
        {
            var byUser = WaitFor(UserKey(user, address), FailuresPerUser);
            var byAddress = WaitFor(address, FailuresPerAddress);
            return byUser is null || byAddress > byUser ? byAddress : byUser;
        }
    }

    public void Failed(string user, string address)
    {
        lock (_lock)
        {
            Add(UserKey(user, address));
            Add(address);
        }
    }

    public void Succeeded(string user, string address)
    {
        lock (_lock)
            _failures.Remove(UserKey(user, address));
    }

    private static string UserKey(string user, string address) => $"{address}\n{user.Trim()}";

    private TimeSpan? WaitFor(string key, int limit)
    {
        if (!_failures.TryGetValue(key, out var times))
            return null;
        var now = time.GetUtcNow();
        while (times.TryPeek(out var oldest) && now - oldest >= Window)
            times.Dequeue();
        if (times.Count == 0)
            _failures.Remove(key);
        return times.Count < limit ? null : Window - (now - times.Peek());
    }

    private void Add(string key)
    {
        if (!_failures.TryGetValue(key, out var times))
        {
            if (_failures.Count >= MaxEntries)
                _failures.Remove(_failures.MinBy(entry => entry.Value.Last()).Key);
            _failures[key] = times = new Queue<DateTimeOffset>();
        }

        times.Enqueue(time.GetUtcNow());
    }
}
