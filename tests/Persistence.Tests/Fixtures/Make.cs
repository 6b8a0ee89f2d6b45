using System.Text;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Persistence;

/// <summary>Makes the things that are stored.</summary>
internal static class Make
{
    public static readonly DateTimeOffset Start = StoresFixture.Start;

    public static string Id() => StoresFixture.NewId();

    public static InstanceSummary Summary(string? id = null, WorkflowSubStatus status = WorkflowSubStatus.Suspended) => new()
    {
        Id = id ?? Id(),
        Tenant = "pscoe",
        DefinitionId = "greet",
        DefinitionVersionId = "greet:1",
        Version = 1,
        DefinitionName = "Greet a guest",
        Status = status is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted ? WorkflowStatus.Finished : WorkflowStatus.Running,
        SubStatus = status,
        CreatedAt = Start,
        UpdatedAt = Start,
    };

    public static InstanceCommit Commit(InstanceSummary? summary = null, long expected = 0, string state = "{}") => new()
    {
        Summary = summary ?? Summary(),
        ExpectedRevision = expected,
        State = Encoding.UTF8.GetBytes(state),
    };

    public static Bookmark Bookmark(string? id = null, DateTimeOffset? due = null, string name = "Event", string hash = "h1") => new()
    {
        Id = id ?? Id(),
        Name = name,
        Hash = hash,
        Payload = """{"eventName":"guest"}""",
        ActivityId = "wait",
        ActivityNodeId = "flow:wait",
        ActivityInstanceId = Id(),
        CreatedAt = Start,
        DueAt = due,
        AutoBurn = false,
        CallbackMethodName = "OnPoll",
        Description = "Waits for a guest",
    };

    public static JournalEntry Journal(string instanceId, long sequence) => new()
    {
        InstanceId = instanceId,
        Sequence = sequence,
        Timestamp = Start.AddMilliseconds(sequence),
        EventName = "Completed",
        ActivityInstanceId = Id(),
        ParentActivityInstanceId = Id(),
        ActivityId = "say",
        NodeId = "flow:say",
        ActivityType = "Test.Say",
        ActivityTypeVersion = 2,
        ActivityName = "Say1",
        Message = "Said hello",
        Data = """{"outputs":{"Result":"hello"}}""",
    };

    public static IncidentRow Incident(string instanceId, string? id = null, string tenant = "pscoe") => new()
    {
        Id = id ?? Id(),
        InstanceId = instanceId,
        Tenant = tenant,
        DefinitionId = "greet",
        ActivityId = "say",
        NodeId = "flow:say",
        ActivityType = "Test.Say",
        ActivityInstanceId = Id(),
        Code = "hoarse",
        Message = "No voice",
        Detail = "cough\ncough",
        Timestamp = Start,
    };

    public static EffectRow Effect(string instanceId, string name) => new()
    {
        Key = $"{instanceId}:a1:{name}",
        InstanceId = instanceId,
        ActivityInstanceId = "a1",
        ActivityId = "deploy",
        Name = name,
        IntentAt = Start,
    };

    public static OutboxRow Outbox(string instanceId, DateTimeOffset? next = null, string? id = null) => new()
    {
        Id = id ?? Id(),
        InstanceId = instanceId,
        Kind = "api-reply",
        Payload = """{"statusCode":202}""",
        CreatedAt = Start,
        NextAttemptAt = next ?? Start,
    };

    public static StoredDefinition Definition(string definitionId, int version = 1, bool latest = true, bool published = true) => new()
    {
        Id = $"{definitionId}:{version}",
        DefinitionId = definitionId,
        Version = version,
        Name = definitionId.ToUpperInvariant(),
        Description = $"About {definitionId}",
        IsLatest = latest,
        IsPublished = published,
        SavedBy = $"key:ci-{version}",
        CreatedAt = Start.AddHours(version),
        Json = """{"root":{"type":"Elsa.Flowchart"},"x":1}""",
    };
}
