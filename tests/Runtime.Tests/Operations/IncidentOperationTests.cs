using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Runtime.Operations;

/// <summary>An operator settles an incident: retry with other variables, skip, cancel.</summary>
public sealed class IncidentOperationTests : IDisposable
{
    /// <summary>"check" fails until the variable Ready is true; its outcome says which line is written.</summary>
    private const string Fragile = """
        {"definitionId":"fragile","name":"Fragile","options":{"incidentStrategyType":"STRATEGY"},
         "variables":[{"id":"ready","name":"Ready","typeName":"Boolean","value":"false"},{"id":"count","name":"Count","typeName":"Int32","value":"1"}],
         "root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
           {"id":"check","type":"Elsa.RunJavaScript","version":1,"possibleOutcomes":{"typeName":"String[]","expression":{"type":"Object","value":"[\"Done\",\"Manual\"]"}},
            "script":{"typeName":"String","expression":{"type":"Literal","value":"if (!variables.Ready) throw new Error('not ready')"}}},
           {"id":"good","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"'count ' + variables.Count"}}},
           {"id":"manual","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"by hand"}}}],
          "connections":[
           {"source":{"activity":"check","port":"Done"},"target":{"activity":"good","port":"In"}},
           {"source":{"activity":"check","port":"Manual"},"target":{"activity":"manual","port":"In"}}]}}
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ContinueWithIncidentsStrategy")]
    [InlineData("FaultStrategy")]
    public async Task A_retry_takes_changed_variables_along(string strategy)
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Fragile.Replace("STRATEGY", strategy, StringComparison.Ordinal));
        var incident = await FailAsync(host);

        var result = await Operations(host).RetryIncidentAsync(incident.Id, new Dictionary<string, object?> { ["Ready"] = true, ["Count"] = "7" }, Cancel);

        Assert.Equal((OperationStatus.Done, incident.InstanceId), (result.Status, result.InstanceId));
        await host.WaitForAsync(incident.InstanceId, i => i.SubStatus == WorkflowSubStatus.Finished, "finished after the retry");
        Assert.Equal(["count 7"], await LinesAsync(host, incident.InstanceId));
        Assert.Empty((await host.Store.ListIncidentsAsync(new IncidentFilter { OpenOnly = true }, Cancel)).Items);
    }

    [Fact]
    public async Task Wrong_variables_are_told_all_at_once_and_change_nothing()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Fragile.Replace("STRATEGY", "", StringComparison.Ordinal));
        var incident = await FailAsync(host);

        var result = await Operations(host).RetryIncidentAsync(
            incident.Id, new Dictionary<string, object?> { ["Nobody"] = 1, ["Count"] = "many", ["Ready"] = true }, Cancel);

        Assert.Equal(OperationStatus.Invalid, result.Status);
        Assert.Equal(["variables.Count", "variables.Nobody"], result.Faults.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("Count, Ready", result.Faults["variables.Nobody"], StringComparison.Ordinal);
        Assert.Equal(incident.Id, Assert.Single((await host.Store.ListIncidentsAsync(new IncidentFilter { OpenOnly = true }, Cancel)).Items).Id);
    }

    [Fact]
    public async Task A_skipped_activity_goes_on_with_the_chosen_outcome_also_after_a_restart()
    {
        IncidentRow incident;
        await using (var first = await RuntimeHost.StartAsync(folder.Path, definitions: Fragile.Replace("STRATEGY", "", StringComparison.Ordinal)))
            incident = await FailAsync(first);
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Fragile.Replace("STRATEGY", "", StringComparison.Ordinal));

        var result = await Operations(host).SkipIncidentAsync(incident.Id, new SkipActivity { Outcomes = ["Manual"] }, Cancel);

        Assert.Equal(OperationStatus.Done, result.Status);
        await host.WaitForAsync(incident.InstanceId, i => i.SubStatus == WorkflowSubStatus.Finished, "finished after the skip");
        Assert.Equal(["by hand"], await LinesAsync(host, incident.InstanceId));
        Assert.Equal(OperationStatus.Refused, (await Operations(host).SkipIncidentAsync(incident.Id, new SkipActivity(), Cancel)).Status);
    }

    [Fact]
    public async Task A_cancelled_incident_ends_its_branch_only()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Fragile.Replace("STRATEGY", "", StringComparison.Ordinal));
        var incident = await FailAsync(host);

        var result = await Operations(host).CancelIncidentAsync(incident.Id, Cancel);

        Assert.Equal(OperationStatus.Done, result.Status);
        await host.WaitForAsync(incident.InstanceId, i => i.SubStatus == WorkflowSubStatus.Finished, "finished without the branch");
        Assert.Empty(await LinesAsync(host, incident.InstanceId));
        Assert.Empty((await host.Store.ListIncidentsAsync(new IncidentFilter { OpenOnly = true }, Cancel)).Items);
    }

    [Fact]
    public async Task An_instance_is_run_again_from_the_middle_with_the_values_it_had()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Fragile.Replace("STRATEGY", "", StringComparison.Ordinal));
        var incident = await FailAsync(host);

        var result = await Operations(host).RerunAsync(
            incident.InstanceId, new RerunInstance { ActivityId = "good", Variables = new Dictionary<string, object?> { ["Count"] = 9 }, IdempotencyKey = "k" }, Cancel);
        var again = await Operations(host).RerunAsync(incident.InstanceId, new RerunInstance { ActivityId = "good", IdempotencyKey = "k" }, Cancel);

        Assert.Equal(OperationStatus.Done, result.Status);
        Assert.Equal(result.InstanceId, again.InstanceId);
        await host.WaitForAsync(result.InstanceId!, i => i.SubStatus == WorkflowSubStatus.Finished, "finished from the middle");
        Assert.Equal(["count 9"], await LinesAsync(host, result.InstanceId!));
        Assert.Equal(WorkflowSubStatus.Cancelled, (await host.Store.FindSummaryAsync(incident.InstanceId, Cancel))!.SubStatus);
    }

    [Fact]
    public async Task A_place_that_cannot_be_entered_is_refused_before_anything_is_cancelled()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Fragile.Replace("STRATEGY", "", StringComparison.Ordinal));
        var incident = await FailAsync(host);

        var result = await Operations(host).RerunAsync(
            incident.InstanceId, new RerunInstance { ActivityId = "nowhere", Variables = new Dictionary<string, object?> { ["No"] = 1 } }, Cancel);

        Assert.Equal(["activityId", "variables.No"], result.Faults.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(WorkflowStatus.Running, (await host.Store.FindSummaryAsync(incident.InstanceId, Cancel))!.Status);
    }

    private static IInstanceOperations Operations(RuntimeHost host) => host.Services.GetRequiredService<IInstanceOperations>();

    private static async Task<IncidentRow> FailAsync(RuntimeHost host)
    {
        await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "fragile" }, Cancel);
        return Assert.Single((await host.Store.ListIncidentsAsync(new IncidentFilter { OpenOnly = true }, Cancel)).Items);
    }

    private static async Task<IEnumerable<string?>> LinesAsync(RuntimeHost host, string instanceId) =>
        (await host.Store.ListJournalAsync(instanceId, 0, 1000, Cancel)).Items.Where(j => j.EventName == "Line").Select(j => j.Message);
}
