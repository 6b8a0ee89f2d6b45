using System.Data.Common;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Persistence.Instances;

/// <summary>Columns of the tables and how they are read, in that order.</summary>
internal static class Rows
{
    /// <summary>Of <c>instances i</c>.</summary>
    public const string Summary = """
        i.id, i.tenant, i.definition_id, i.definition_version_id, i.version, i.definition_name, i.status, i.sub_status, i.correlation_id, i.name,
        i.parent_instance_id, i.incident_count, i.created_at, i.updated_at, i.finished_at
        """;

    public const int SummaryColumns = 15;

    /// <summary>Of <c>bookmarks b</c> and <c>instances i</c>.</summary>
    public const string Bookmark = """
        b.instance_id, i.correlation_id, i.tenant, b.id, b.name, b.hash, b.payload, b.activity_id, b.activity_node_id, b.activity_instance_id, b.created_at,
        b.due_at, b.auto_burn, b.auto_complete, b.callback_method_name, b.description
        """;

    public const string Incident = """
        id, instance_id, tenant, definition_id, activity_id, node_id, activity_type, activity_instance_id, code, message, detail, timestamp, resolved_at
        """;

    public const string Effect = "key, instance_id, activity_instance_id, activity_id, name, intent_at, receipt_at, receipt, attempts";

    public const string Outbox = "id, instance_id, kind, payload, created_at, next_attempt_at, attempts, last_error";

    public static InstanceSummary ReadSummary(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Tenant = row.GetString(1),
        DefinitionId = row.GetString(2),
        DefinitionVersionId = row.GetString(3),
        Version = row.GetInt32(4),
        DefinitionName = row.Text(5),
        Status = StatusCodes.StatusFrom(row.GetInt32(6)),
        SubStatus = StatusCodes.SubStatusFrom(row.GetInt32(7)),
        CorrelationId = row.Text(8),
        Name = row.Text(9),
        ParentInstanceId = row.Text(10),
        IncidentCount = row.GetInt32(11),
        CreatedAt = row.Time(12),
        UpdatedAt = row.Time(13),
        FinishedAt = row.TimeOrNull(14),
    };

    /// <summary>Summary, revision and state.</summary>
    public static StoredState ReadState(DbDataReader row) => new(ReadSummary(row), row.GetInt64(SummaryColumns), row.GetFieldValue<byte[]>(SummaryColumns + 1));

    public static BookmarkRow ReadBookmark(DbDataReader row) => new(row.GetString(0), row.Text(1), row.GetString(2), new Bookmark
    {
        Id = row.GetString(3),
        Name = row.GetString(4),
        Hash = row.GetString(5),
        Payload = row.Text(6),
        ActivityId = row.GetString(7),
        ActivityNodeId = row.GetString(8),
        ActivityInstanceId = row.GetString(9),
        CreatedAt = row.Time(10),
        DueAt = row.TimeOrNull(11),
        AutoBurn = row.Flag(12),
        AutoComplete = row.Flag(13),
        CallbackMethodName = row.Text(14),
        Description = row.Text(15),
    });

    /// <summary>Of the table that older versions had.</summary>
    public static JournalEntry ReadJournal(DbDataReader row) => new()
    {
        InstanceId = row.GetString(0),
        Sequence = row.GetInt64(1),
        Timestamp = row.Time(2),
        EventName = row.GetString(3),
        ActivityInstanceId = row.Text(4),
        ParentActivityInstanceId = row.Text(5),
        ActivityId = row.Text(6),
        NodeId = row.Text(7),
        ActivityType = row.Text(8),
        ActivityTypeVersion = row.GetInt32(9),
        ActivityName = row.Text(10),
        Message = row.Text(11),
        Data = row.Text(12),
    };

    public static IncidentRow ReadIncident(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        InstanceId = row.GetString(1),
        Tenant = row.GetString(2),
        DefinitionId = row.GetString(3),
        ActivityId = row.GetString(4),
        NodeId = row.GetString(5),
        ActivityType = row.GetString(6),
        ActivityInstanceId = row.GetString(7),
        Code = row.GetString(8),
        Message = row.GetString(9),
        Detail = row.Text(10),
        Timestamp = row.Time(11),
        ResolvedAt = row.TimeOrNull(12),
    };

    public static EffectRow ReadEffect(DbDataReader row) => new()
    {
        Key = row.GetString(0),
        InstanceId = row.GetString(1),
        ActivityInstanceId = row.GetString(2),
        ActivityId = row.GetString(3),
        Name = row.GetString(4),
        IntentAt = row.Time(5),
        ReceiptAt = row.TimeOrNull(6),
        Receipt = row.Text(7),
        Attempts = row.GetInt32(8),
    };

    public static OutboxRow ReadOutbox(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        InstanceId = row.GetString(1),
        Kind = row.GetString(2),
        Payload = row.GetString(3),
        CreatedAt = row.Time(4),
        NextAttemptAt = row.Time(5),
        Attempts = row.GetInt32(6),
        LastError = row.Text(7),
    };
}
