namespace Orchestrator.Runtime.Stores;

/// <summary>Answers to requests with an idempotency key, so that a repetition gets the same one.</summary>
public interface IRequestStore
{
    /// <summary>
    /// Notes that a request is being worked on; null when it is the first with its key, otherwise what is known of the earlier one. One that was begun before
    /// <paramref name="abandonedBefore"/> and never answered counts as none: its process has ended.
    /// </summary>
    ValueTask<KnownRequest?> BeginAsync(string key, string bodyHash, DateTimeOffset abandonedBefore, CancellationToken cancellationToken);

    /// <summary>Keeps the answer.</summary>
    ValueTask CompleteAsync(string key, KnownAnswer answer, CancellationToken cancellationToken);

    /// <summary>Forgets a request whose answer is not worth keeping, so that it can be tried again.</summary>
    ValueTask ForgetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deletes what was begun before a time; gives how many there were.</summary>
    ValueTask<int> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken);
}
