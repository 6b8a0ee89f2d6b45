using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Runtime.Execution;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Children;

/// <summary>Resumes the activity that waits for a child. A second delivery is refused by its key in the commit that the first has led to.</summary>
internal sealed class FinishedWorkflowHandler(IServiceProvider services, WorkflowRunner runner) : IOutboxHandler
{
    public string Kind => FinishedWorkflow.MessageKind;

    public ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken) =>
        DeliverAsync(payload.Deserialize<FinishedWorkflow>(PlainJson.Options)!, cancellationToken);

    public async ValueTask DeliverAsync(FinishedWorkflow finished, CancellationToken cancellationToken)
    {
        var isExpected = false;
        var handle = await services.GetRequiredService<InstanceExecutor>().ContinueAsync(
            finished.ParentInstanceId,
            $"finished:{finished.InstanceId}",
            run =>
            {
                var bookmark = run.Bookmarks.Values.FirstOrDefault(b => b.ActivityInstanceId == finished.ActivityInstanceId && b.Name == ChildWorkflow.FinishedBookmark);
                isExpected = bookmark is null && run.Status == WorkflowStatus.Running
                    && run.ActivityContexts.Any(c => c.Id == finished.ActivityInstanceId && c.Status == ActivityStatus.Running);
                return ValueTask.FromResult(bookmark is not null && runner.Resume(run, bookmark.Id, ChildWorkflow.Describe(finished)));
            },
            cancellationToken);
        if (handle is null ? isExpected : await handle.FirstCommit.WaitAsync(cancellationToken) is not (CommitOutcome.Committed or CommitOutcome.Duplicate))
            throw new InvalidOperationException($"Instance {finished.ParentInstanceId} cannot be told yet that its child {finished.InstanceId} has finished.");
    }
}
