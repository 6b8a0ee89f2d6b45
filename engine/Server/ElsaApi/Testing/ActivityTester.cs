using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.ElsaApi.ActivityExecutions;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Testing;

/// <summary>
/// Executes one activity by itself, in memory: nothing of the run is kept, and its messages are not sent. What it does to the outside world happens, as in a real run.
/// </summary>
internal sealed class ActivityTester(DefinitionReader reader, WorkflowRunner runner, TimeProvider timeProvider)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="definition">The version that the activity belongs to; its variables and inputs are there.</param>
    /// <param name="activity">The activity's JSON.</param>
    /// <param name="cancellationToken">Ends the execution; so does half a minute.</param>
    public async ValueTask<TestAnswer> RunAsync(StoredDefinition definition, JsonObject activity, CancellationToken cancellationToken)
    {
        var model = (JsonObject)PlainJson.ParseNode(definition.Json)!;
        model["root"] = activity.DeepClone();
        var (graph, faults) = reader.Read(model, author: definition.SavedBy);
        if (graph is null)
            return Faulted("definition", string.Join(' ', faults));
        using var patience = new CancellationTokenSource(Patience, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var run = runner.Create(graph, variables: Variables(activity));
            run.Tenant = definition.Tenant;
            run.Cancellation = linked.Token;
            await runner.RunAsync(run);
            return Answer(run);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Faulted("test.timeout", $"The activity was still at work after {Patience.TotalSeconds} s.");
        }
        catch (WorkflowFaultException fault)
        {
            return Faulted(fault.Code, fault.Message);
        }
    }

    private static TestAnswer Answer(WorkflowRun run)
    {
        var id = run.Graph.Root.Root!.Id;
        var records = run.Changes.Journal.Where(record => record.Node?.Activity.Id == id).ToList();
        var last = records.LastOrDefault(record => record.ActivityState is not null || record.Outputs is not null) ?? records.LastOrDefault();
        var status = records.Any(record => record.EventName == "Faulted") ? ActivityStatus.Faulted
            : records.Any(record => record.EventName == "Completed") ? ActivityStatus.Completed
            : ActivityStatus.Running;
        var incident = run.Incidents.Count > 0 ? run.Incidents[0] : null;
        return new TestAnswer(
            last?.ActivityState, last?.Payload, last?.Outputs, incident is null ? null : new ExceptionAnswer(incident.Code, incident.Message, incident.Detail), status);
    }

    /// <summary>The values that Studio's test tab gives to variables.</summary>
    private static Dictionary<string, object?>? Variables(JsonObject activity) =>
        (activity["customProperties"]?["VariableTestValues"] as JsonObject)?.Deserialize<Dictionary<string, object?>>(PlainJson.Options);

    private static TestAnswer Faulted(string code, string reason) => new(null, null, null, new ExceptionAnswer(code, reason, null), ActivityStatus.Faulted);
}
