using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Core;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Tasks;

namespace Orchestrator.Tests.Runtime.Tasks;

public sealed class UserInteractionTests : IDisposable
{
    private const string Form = """[{\"name\":\"size\",\"type\":\"integer\",\"required\":true,\"min\":1,\"max\":8},{\"name\":\"note\",\"type\":\"text\",\"default\":\"none\"}]""";

    private static readonly string s_approval = $$$"""
        {"definitionId":"approval","name":"Approval","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"ask","type":"Orchestrator.UserInteraction","version":1,"title":{{{Literal("A bigger VM?")}}},"users":{{{Object("[\\\"ann\\\"]")}}},
           "form":{{{Object(Form)}}},"decisions":{{{Object("[\\\"Approve\\\",\\\"Reject\\\"]")}}},"timeout":{{{Literal("01:00:00")}}} },
          {{{Line("yes", "approved")}}},{{{Line("no", "rejected")}}},{{{Line("late", "too late")}}}],
         "connections":[{{{Connection("Approve", "yes")}}},{{{Connection("Reject", "no")}}},{{{Connection("TimedOut", "late")}}}]}}
        """;

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static string Literal(string text) => $$$"""{"typeName":"String","expression":{"type":"Literal","value":"{{{text}}}"}}""";

    private static string Object(string json) => $$$"""{"typeName":"Object","expression":{"type":"Object","value":"{{{json}}}"}}""";

    private static string Line(string id, string text) => $$$"""{"id":"{{{id}}}","type":"Elsa.WriteLine","version":1,"text":{{{Literal(text)}}} }""";

    private static string Connection(string port, string target) => $$$"""{"source":{"activity":"ask","port":"{{{port}}}"},"target":{"activity":"{{{target}}}","port":"In"}}""";

    private Task<RuntimeHost> StartAsync(params string[] definitions) => RuntimeHost.StartAsync(folder.Path, time, definitions: definitions.Length == 0 ? [s_approval] : definitions);

    private static async Task<UserTask> AskAsync(RuntimeHost host, string definition = "approval")
    {
        var run = await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = definition, Tenant = "acme" }, CancellationToken.None);
        return await host.TaskOfAsync(run.InstanceId!, _ => true);
    }

    private static UserTaskAnswer Answer(string decision = "Approve", object? size = null, string? key = null) => new()
    {
        User = "ann",
        Decision = decision,
        Values = new Dictionary<string, object?> { ["size"] = size ?? 4L },
        IdempotencyKey = key,
    };

    [Fact]
    public async Task A_task_outlives_a_restart_and_its_answer_goes_on_along_the_decision()
    {
        UserTask task;
        await using (var host = await StartAsync())
            task = await AskAsync(host);

        await using var again = await StartAsync();
        var result = await again.Tasks.AnswerAsync(task.Id, Answer(), CancellationToken.None);

        Assert.Equal(UserTaskOutcome.Accepted, result.Outcome);
        await again.WaitForAsync(task.InstanceId, i => i.SubStatus == WorkflowSubStatus.Finished, "finished");
        Assert.Equal(["approved"], await again.LinesAsync(task.InstanceId));
        var closed = await again.TaskOfAsync(task.InstanceId, t => t.State != UserTaskState.Open);
        Assert.Equal((UserTaskState.Answered, "ann", "Approve"), (closed.State, closed.AnsweredBy, closed.Decision));
        Assert.Equal("4", $"{closed.Answer!["size"]}");
        Assert.Equal("none", closed.Answer["note"]);
    }

    [Fact]
    public async Task Nobody_answers_in_time_and_the_instance_goes_on()
    {
        await using var host = await StartAsync();
        var task = await AskAsync(host);

        time.Advance(TimeSpan.FromMinutes(61));

        await host.WaitForAsync(task.InstanceId, i => i.SubStatus == WorkflowSubStatus.Finished, "timed out");
        Assert.Equal(["too late"], await host.LinesAsync(task.InstanceId));
        Assert.Equal(UserTaskState.TimedOut, (await host.TaskOfAsync(task.InstanceId, t => t.State != UserTaskState.Open)).State);
        Assert.Equal(UserTaskOutcome.Closed, (await host.Tasks.AnswerAsync(task.Id, Answer(), CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_refused_with_all_its_faults_and_the_task_stays_open()
    {
        await using var host = await StartAsync();
        var task = await AskAsync(host);

        var result = await host.Tasks.AnswerAsync(
            task.Id,
            new UserTaskAnswer { User = "ann", Decision = "Maybe", Values = new Dictionary<string, object?> { ["size"] = 9L, ["color"] = "red" } },
            CancellationToken.None);

        Assert.Equal(UserTaskOutcome.Invalid, result.Outcome);
        Assert.Equal(["color", "decision", "size"], result.Faults.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Must be at most 8.", Assert.Single(result.Faults["size"]));
        Assert.Equal(UserTaskState.Open, (await host.TaskOfAsync(task.InstanceId, _ => true)).State);
    }

    [Fact]
    public async Task Of_many_answers_at_once_one_is_taken_and_the_same_one_again_is_no_fault()
    {
        await using var host = await StartAsync();
        var task = await AskAsync(host);

        var answering = Task.WhenAll(Enumerable.Range(0, 8).Select(n => host.Tasks.AnswerAsync(task.Id, Answer(n % 2 == 0 ? "Approve" : "Reject", (long)n + 1), CancellationToken.None).AsTask()));
        await host.UntilAsync(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
                return Task.FromResult(answering.IsCompleted);
            },
            "all are answered");
        var winner = Assert.Single(await answering, r => r.Outcome == UserTaskOutcome.Accepted).Task!;
        var same = await host.Tasks.AnswerAsync(task.Id, Answer(winner.Decision!, winner.Answer!["size"]), CancellationToken.None);

        Assert.Equal(UserTaskOutcome.Accepted, same.Outcome);
        await host.WaitForAsync(task.InstanceId, i => i.SubStatus == WorkflowSubStatus.Finished, "finished");
        Assert.Single(await host.LinesAsync(task.InstanceId));
    }

    [Fact]
    public async Task Cancelling_the_instance_closes_its_task()
    {
        await using var host = await StartAsync();
        var task = await AskAsync(host);

        await host.Runtime.CancelAsync(task.InstanceId, CancellationToken.None);

        Assert.Equal(UserTaskState.Cancelled, (await host.TaskOfAsync(task.InstanceId, t => t.State != UserTaskState.Open)).State);
    }

    [Fact]
    public async Task The_task_of_a_branch_that_lost_is_closed()
    {
        const string Race = """
            {"definitionId":"race","name":"Race","root":{"id":"any","type":"Orchestrator.WaitAny","version":1,
              "first":{"id":"ask","type":"Orchestrator.UserInteraction","version":1,"title":{"typeName":"String","expression":{"type":"Literal","value":"Sure?"}}},
              "second":{"id":"d","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:10:00"}}}}}
            """;
        await using var host = await StartAsync(Race);
        var task = await AskAsync(host, "race");

        time.Advance(TimeSpan.FromMinutes(11));

        await host.WaitForAsync(task.InstanceId, i => i.SubStatus == WorkflowSubStatus.Finished, "finished by the delay");
        Assert.Equal(UserTaskState.Cancelled, (await host.TaskOfAsync(task.InstanceId, t => t.State != UserTaskState.Open)).State);
    }

    [Theory]
    [InlineData("""[{\"name\":\"1st\"}]""", "must be a letter")]
    [InlineData("""[{\"name\":\"a\",\"type\":\"choice\"}]""", "without options")]
    [InlineData("""[{\"name\":\"a\",\"pattern\":\"(\"}]""", "no regular expression")]
    [InlineData("""[{\"name\":\"a\",\"type\":\"integer\",\"default\":\"x\"}]""", "whole number")]
    [InlineData("""{\"a\":1}""", "without 'fields'")]
    public async Task A_form_that_cannot_be_read_keeps_the_definition_from_being_published(string form, string expected)
    {
        await using var host = await StartAsync();
        var json = s_approval.Replace(Form, form, StringComparison.Ordinal).Replace("\"approval\"", "\"bad\"", StringComparison.Ordinal);

        var result = await host.PublishAsync(json);

        var fault = Assert.Single(result.Faults);
        Assert.Equal(("ask", "form"), (fault.ActivityId, fault.Property));
        Assert.Contains(expected, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_comes_late_does_not_open_a_closed_task_again()
    {
        await using var host = await StartAsync();
        var task = await AskAsync(host);
        await host.Tasks.AnswerAsync(task.Id, Answer(), CancellationToken.None);

        await host.Services.GetRequiredService<IUserTaskStore>().SaveAsync(task, CancellationToken.None);

        Assert.Equal(UserTaskState.Answered, (await host.Services.GetRequiredService<IUserTaskStore>().FindAsync(task.Id, CancellationToken.None))!.State);
    }
}
