using Dapper;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.Messaging.Snmp.Storing;

/// <summary>
/// Table <c>trap_claims</c>: which of several nodes handles a datagram that more than one of them receives, as when a sender repeats an inform to the node that took over an address.
/// A node claims the digests of its traps before it dispatches them. On SQLite, which serves one process, nobody else could.
/// </summary>
internal sealed class TrapClaims(IDatabase database, IOptions<SnmpTrapOptions> options, TimeProvider time)
{
    /// <summary>
    /// Not durable by itself: it lies before the commits of the instances that the traps start, and is on disk with the first of them. A claim is taken over when it is older than the
    /// window, and taken again by the trap that has it, which is read anew after a crash.
    /// </summary>
    private const string Claim = """
        INSERT INTO trap_claims AS held (digest, id, received_at)
        SELECT * FROM unnest(@digests, @ids, @received)
        ON CONFLICT (digest) DO UPDATE SET id = excluded.id, received_at = excluded.received_at
        WHERE held.id = excluded.id OR excluded.received_at - held.received_at >= @window
        RETURNING digest
        """;

    private const string FindHeld = """
        SELECT held.digest, held.id, COALESCE(event.outcome <> 'pending', FALSE)
        FROM trap_claims held LEFT JOIN trap_events event ON event.id = held.id WHERE held.digest = ANY(@digests)
        """;

    private readonly long _window = options.Value.DuplicateWindow.Ticks / 10;

    /// <summary>Claims traps of different digests. Gives those that another trap has claimed, by digest.</summary>
    public async Task<IReadOnlyDictionary<string, SeenTrap>> ClaimAsync(IEnumerable<StoredTrap> traps, CancellationToken cancellationToken)
    {
        var held = new Dictionary<string, SeenTrap>(StringComparer.Ordinal);
        if (database.Kind != DatabaseKind.PostgreSql)
            return held;

        // In one order on all nodes, so that none waits for another that waits for it.
        var sorted = traps.OrderBy(trap => trap.Digest, StringComparer.Ordinal).ToList();
        if (sorted.Count == 0)
            return held;
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("SET LOCAL synchronous_commit = off", transaction: transaction, cancellationToken: cancellationToken));
        var columns = new
        {
            digests = sorted.Select(trap => trap.Digest).ToArray(),
            ids = sorted.Select(trap => trap.Id).ToArray(),
            received = sorted.Select(trap => DatabaseTime.ToDatabase(trap.ReceivedAt)).ToArray(),
            window = _window,
        };
        var claimed = (await connection.QueryAsync<string>(new CommandDefinition(Claim, columns, transaction, cancellationToken: cancellationToken))).ToHashSet(StringComparer.Ordinal);
        await transaction.CommitAsync(cancellationToken);
        var others = columns.digests.Where(digest => !claimed.Contains(digest)).ToArray();
        if (others.Length == 0)
            return held;
        foreach (var (digest, id, isSettled) in await connection.QueryAsync<(string, string, bool)>(new CommandDefinition(FindHeld, new { digests = others }, cancellationToken: cancellationToken)))
            held[digest] = new SeenTrap(id) { IsSettled = isSettled };
        return held;
    }

    /// <summary>Deletes claims that no longer count.</summary>
    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        if (database.Kind != DatabaseKind.PostgreSql)
            return;
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        var until = DatabaseTime.ToDatabase(time.GetUtcNow()) - _window;
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM trap_claims WHERE received_at < @until", new { until }, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }
}
