using System.Numerics;
using Npgsql;

namespace Orchestrator.Persistence.Databases;

/// <summary>
/// Lets a session of PostgreSQL plan its prepared statements anew after 1, 2, 4, 8 … uses. A plan that is made for an empty table and kept may read an index from end to end, which
/// costs nothing then and everything when the table has grown; PostgreSQL itself notices only when the table is analysed, a minute later or more. Not safe for concurrent use.
/// </summary>
internal sealed class PlanRenewal(NpgsqlConnection session)
{
    /// <summary>By then the tables are large, and autovacuum looks after the rest.</summary>
    private const ulong Last = 1 << 20;

    private ulong _uses;

    /// <summary>Call before each use.</summary>
    public async ValueTask UseAsync()
    {
        _uses++;
        if (_uses > Last || !BitOperations.IsPow2(_uses))
            return;
        await using var command = new NpgsqlCommand("DISCARD PLANS", session);
        await command.ExecuteNonQueryAsync();
    }
}
