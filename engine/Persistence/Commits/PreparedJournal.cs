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
        if (entries.Count <= EntriesPerRow)
            return JournalChunk.Encode(entries) is { } whole ? [new PreparedJournal(entries[0].Sequence, entries[^1].Sequence, whole)] : [];
        return [.. entries.Chunk(EntriesPerRow).Select(row => new PreparedJournal(row[0].Sequence, row[^1].Sequence, JournalChunk.Encode(row)!))];
    }
}
