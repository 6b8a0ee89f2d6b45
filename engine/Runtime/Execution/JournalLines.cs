using System.Collections;
using Orchestrator.Core;
using Orchestrator.Runtime.Secrets;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Execution;

/// <summary>
/// What a commit adds to the journal, each line made when it is read: a burst of ten thousand executions writes tens of thousands of them, and nobody needs all at once.
/// </summary>
internal sealed class JournalLines(string instanceId, IReadOnlyList<JournalRecord> records) : IReadOnlyList<JournalEntry>
{
    public int Count => records.Count;

    public JournalEntry this[int index]
    {
        get
        {
            using var data = new JournalData();
            return Entry(records[index], data);
        }
    }

    public IEnumerator<JournalEntry> GetEnumerator()
    {
        using var data = new JournalData();
        foreach (var record in records)
            yield return Entry(record, data);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private JournalEntry Entry(JournalRecord record, JournalData data) => new()
    {
        InstanceId = instanceId,
        Sequence = record.Sequence,
        Timestamp = record.Timestamp,
        EventName = record.EventName,
        ActivityInstanceId = record.ActivityInstanceId,
        ParentActivityInstanceId = record.ParentActivityInstanceId,
        ActivityId = record.Node?.Activity.Id,
        NodeId = record.Node?.Activity.NodeId,
        ActivityType = record.Node?.Activity.Type,
        ActivityTypeVersion = record.Node?.Activity.Version ?? 1,
        ActivityName = record.Node?.Activity.Name,
        Message = record.Message is null ? null : SecretText.MaskIn(record.Message),
        Data = data.Write(record) is { } text ? SecretText.MaskIn(text) : null,
    };
}
