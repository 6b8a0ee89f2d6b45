using System.Text;
using System.Text.Json;
using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Core;

/// <summary>What is stored comes back as it was, and is short.</summary>
public sealed class StateCodecTests
{
    private static readonly DateTimeOffset Then = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero).AddTicks(1234567);

    private static readonly WorkflowState Full = new()
    {
        Id = "instance",
        DefinitionId = "définition",
        DefinitionVersionId = "v7",
        DefinitionVersion = 7,
        Tenant = "acme",
        CorrelationId = "order \"1\"",
        Name = "name",
        ParentInstanceId = "parent",
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        Status = WorkflowStatus.Finished,
        SubStatus = WorkflowSubStatus.Faulted,
        CreatedAt = Then,
        UpdatedAt = Then.AddSeconds(2),
        FinishedAt = Then.AddSeconds(3),
        Input = new Dictionary<string, object?> { ["a"] = 1L, ["b"] = new List<object?> { true, null, 1.5 } },
        Output = new Dictionary<string, object?> { ["c"] = "text" },
        Properties = new Dictionary<string, object?> { ["d"] = new Dictionary<string, object?> { ["e"] = -1L } },
        ActivityExecutionContexts =
        [
            new()
            {
                Id = "root", NodeId = "Workflow1", Status = ActivityStatus.Running, StartedAt = Then.AddTicks(1), Tag = "tag", CompletionCallback = "Done", IsTrigger = true,
                Stimulus = new() { ["s"] = "x" }, ScopeInput = new Dictionary<string, object?> { ["i"] = 2L }, Inputs = new() { ["n"] = null }, Properties = new() { ["p"] = 3L },
                Variables = [new("v", "Variable", "Int32", false, 4L), new("w", "Many", "Object", true, new List<object?> { 5L })],
                Effects = [new() { Name = "send", IntentAt = Then, ReceiptAt = Then.AddSeconds(1), Receipt = "{}", Attempts = 2 }], SentMessages = 3, SentAtStart = 2,
                LastItem = new() { Kind = WorkItemKind.Resume, NodeId = "Workflow1", AutoComplete = false, Tag = "t" },
            },
            new() { Id = "child", ParentId = "root", NodeId = "Workflow1:s:é", Status = ActivityStatus.Pending, StartedAt = Then.AddHours(-1) },
            new() { Id = "elsewhere", ParentId = "child", NodeId = "Workflow1:s", Status = ActivityStatus.Canceled, StartedAt = Then },
            new() { Id = "orphan", ParentId = "gone", NodeId = ":odd", Status = ActivityStatus.Faulted, StartedAt = Then },
        ],
        Bookmarks =
        [
            new() { Id = "b1", Name = "Elsa.Event", Hash = "h1", Payload = """{"eventName":"go"}""", ActivityId = "é", ActivityNodeId = "Workflow1:s:é", ActivityInstanceId = "child", CreatedAt = Then.AddTicks(9), CallbackMethodName = "OnEventAsync", Description = "Event 'go'" },
            new() { Id = "b2", Name = "Elsa.Delay", Hash = "h2", ActivityId = "a:b", ActivityNodeId = "other:a:b", ActivityInstanceId = "root", CreatedAt = Then, DueAt = Then.AddYears(3), AutoBurn = false, AutoComplete = false },
            new() { Id = "b3", Name = "x", Hash = "h3", ActivityId = "x", ActivityNodeId = "y", ActivityInstanceId = "nowhere", CreatedAt = Then },
        ],
        Incidents = [new() { Id = "i", ActivityId = "a", NodeId = "n", ActivityType = "T", ActivityInstanceId = "root", Code = "c", Message = "m", Detail = "d", Timestamp = Then }],
        Queue = [new() { Kind = WorkItemKind.Execute, NodeId = "Workflow1", OwnerId = "root", IsRepeat = true, Input = new Dictionary<string, object?> { ["q"] = 1L } }],
        ActivityOutputs = new Dictionary<string, Dictionary<string, object?>> { ["Workflow1:s"] = new() { ["Result"] = 6L } },
        LastResult = new List<object?> { 7L },
        FinalVariables = [new("f", "Final", "String", false, null)],
        WorkflowActivities = new Dictionary<string, string> { ["Mine"] = "v1" },
        JournalSequence = 42,
        RecoveryAttempts = 1,
        TriggerActivityId = "t",
        TriggerInput = [],
    };

    private static readonly WorkflowState Empty = new()
    {
        Id = "i",
        DefinitionId = "d",
        DefinitionVersionId = "v",
        DefinitionVersion = 1,
        Status = WorkflowStatus.Running,
        SubStatus = WorkflowSubStatus.Pending,
        CreatedAt = Then,
        UpdatedAt = Then,
    };

    public static TheoryData<WorkflowState> States => [Full, Empty];

    private static string Readable(WorkflowState state) => Encoding.UTF8.GetString(WorkflowStateJson.Write(state));

    [Theory]
    [MemberData(nameof(States))]
    public void What_is_stored_comes_back(WorkflowState state)
    {
        var back = StateCodec.Read(StateCodec.Write(state));

        Assert.Equal(Readable(state), Readable(back));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void What_an_older_version_has_stored_is_read(WorkflowState state) =>
        Assert.Equal(Readable(state), Readable(StateCodec.Read(WorkflowStateJson.Write(state))));

    [Fact]
    public void Nothing_empty_is_written() =>
        Assert.Equal($$"""{"v":2,"i":"i","d":"d","w":"v","n":1,"t":{{Then.UtcTicks}},"u":0}""", Encoding.UTF8.GetString(StateCodec.Write(Empty)));

    [Fact]
    public void A_state_after_a_large_one_is_not_mixed_with_it()
    {
        StateCodec.Write(Full with { Input = new Dictionary<string, object?> { ["large"] = new string('x', 200_000) } });

        Assert.Equal(Readable(Empty), Readable(StateCodec.Read(StateCodec.Write(Empty))));
    }

    [Theory]
    [InlineData("""{"v":3,"i":"i"}""", "form 3")]
    [InlineData("""{"v":2,"i":"i"}""", "lacks its property 'd'")]
    [InlineData("""{"v":2,"i":"i","d":"d","w":"v","n":"one"}""", "damaged")]
    [InlineData("""{"v":2,"i":"i","y":1}""", "unknown property 'y'")]
    [InlineData("""{"v":2,"i":"i","long":1}""", "unknown property 'long'")]
    [InlineData("""{"v":2,"i":"i","d":"d","w":"v","t":1,"c":[["x",5,":n",1,0,{}]]}""", "damaged")]
    [InlineData("""{"v":2,"i":"i""", "")]
    [InlineData("""[2]""", "")]
    public void What_is_damaged_says_so(string json, string reason)
    {
        var fault = Assert.ThrowsAny<JsonException>(() => StateCodec.Read(Encoding.UTF8.GetBytes(json)));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }
}
