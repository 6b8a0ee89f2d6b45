namespace Orchestrator.Runtime.Stores;

/// <summary>Reads the journals of instances; commits write them.</summary>
public interface IJournalStore
{
    /// <summary>Lines in order of sequence, with the count of all that match.</summary>
    ValueTask<Page<JournalEntry>> ListAsync(JournalFilter filter, CancellationToken cancellationToken);

    /// <summary>Lines by place and event; of all places when <paramref name="nodeIds"/> is null.</summary>
    ValueTask<IReadOnlyList<JournalCount>> CountAsync(string instanceId, IReadOnlyCollection<string>? nodeIds, CancellationToken cancellationToken);
}
