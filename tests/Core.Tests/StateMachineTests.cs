using Orchestrator.Core;

namespace Orchestrator.Tests.Core;

public sealed class StateMachineTests : IDisposable
{
    private readonly EngineHarness engine = new();

    public void Dispose() => engine.Dispose();

    private static string Door => $$"""
        {"id":"m","type":"Elsa.StateMachine","version":1,"initialState":"Closed",
         "states":[
           {"name":"Closed","entry":{{Json.Line("closed")}},"exit":{{Json.Line("leaves closed")}} },
           {"name":"Open","entry":{{Json.Line("open")}} },
           {"name":"Gone"}],
         "transitions":[
           {"name":"opens","from":"Closed","to":"Open","trigger":{{Json.Event("push")}},"action":{{Json.Line("creaks")}} },
           {"name":"burns","from":"Closed","to":"Gone","trigger":{{Json.Event("fire")}} },
           {"name":"shuts","from":"Open","to":"Closed","trigger":{{Json.Event("pull")}},"condition":{{Json.Js("variables.Allowed")}} },
           {"name":"falls","from":"Open","to":"Gone","condition":{{Json.Js("variables.Rotten")}} }]}
        """;

    private Task<WorkflowRun> StartAsync(string rotten = "false") => engine.RunAsync(Json.Workflow(
        Json.Sequence(Door, Json.Line("after")), $"{Json.Variable("Allowed", "Boolean", "false")},{Json.Variable("Rotten", "Boolean", rotten)}"));

    [Fact]
    public async Task The_first_trigger_takes_its_way_and_the_others_are_cancelled()
    {
        var run = await StartAsync();
        Assert.Equal(2, run.Bookmarks.Count);

        await engine.ResumeAsync(run, "push");

        Assert.Equal(["closed", "leaves closed", "creaks", "open"], EngineHarness.Lines(run));
        Assert.Equal("pull", Assert.Single(run.Bookmarks.Values).ActivityId);
    }

    [Fact]
    public async Task A_way_whose_condition_does_not_hold_waits_for_its_trigger_again()
    {
        var run = await StartAsync();
        await engine.ResumeAsync(run, "push");
        run = engine.Reload(run);

        await engine.ResumeAsync(run, "pull");

        Assert.Equal("pull", Assert.Single(run.Bookmarks.Values).ActivityId);
    }

    [Fact]
    public async Task A_way_without_a_trigger_is_taken_on_entry_and_a_state_without_ways_ends_the_machine()
    {
        var run = await StartAsync(rotten: "true");

        await engine.ResumeAsync(run, "push");

        Assert.Equal(["closed", "leaves closed", "creaks", "open", "after"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public void A_way_to_no_state_is_told()
    {
        var (_, faults) = engine.Read(Json.Workflow("""{"id":"m","type":"Elsa.StateMachine","version":1,"initialState":"A","states":[{"name":"A"}],"transitions":[{"from":"A","to":"B"}]}"""));

        Assert.Contains("no state 'B'", Assert.Single(faults).Reason, StringComparison.Ordinal);
    }
}
