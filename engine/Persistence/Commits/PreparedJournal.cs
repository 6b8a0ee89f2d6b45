using Orchestrator.Persistence.Journal;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Commits;

/// <summary>One row of the journal: entries whose sequence numbers follow one another.</summary>
internal sealed record PreparedJournal(long FirstSequence, long LastSequence, byte[] Entries)
{
    /// <summary>A burst may write hundreds of thousands of entries; who reads one page of them need not decode them all.</summary>
    private const int EntriesPerRow = 2000;

    public static IReadOnlyList<PreparedJournal> Of(IReadOnlyList<JournalEntry> entries)
    {
        if (entries.Count == 0)
            return [];
        var rows = new PreparedJournal[(entries.Count + EntriesPerRow - 1) / EntriesPerRow];
        var row = new JournalEntry[Math.Min(entries.Count, EntriesPerRow)];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var (done, filled) = (0, 0);
        foreach (var entry in entries)
        {
            row[filled++] = entry;
            if (filled < row.Length && (done * EntriesPerRow) + filled < entries.Count)
                continue;
            rows[done++] = new PreparedJournal(row[0].Sequence, entry.Sequence, JournalChunk.Encode(row.AsSpan(0, filled), places));
            filled = 0;
        }

        return rows;
    }
}
