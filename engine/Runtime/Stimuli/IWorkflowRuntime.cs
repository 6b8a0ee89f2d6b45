namespace Orchestrator.Runtime;

/// <summary>Starts, resumes, cancels and retries instances. Safe for concurrent use.</summary>
public interface IWorkflowRuntime
{
    /// <summary>
    /// Delivers a stimulus. Returns when the first commit of every matched instance is durable, so the source may be acknowledged then; bursts go on in the background.
    /// </summary>
    ValueTask<DispatchResult> DispatchAsync(Stimulus stimulus, CancellationToken cancellationToken);

    /// <summary>Starts one workflow and returns when its first commit is durable.</summary>
    ValueTask<string?> StartAsync(StartWorkflow request, CancellationToken cancellationToken);

    /// <summary>Starts one workflow and returns when its first burst has ended and is committed.</summary>
    ValueTask<RunResult> RunAsync(StartWorkflow request, CancellationToken cancellationToken);

    /// <summary>Resumes one bookmark of an instance; false when it is gone.</summary>
    ValueTask<bool> ResumeBookmarkAsync(string instanceId, string bookmarkId, IReadOnlyDictionary<string, object?>? input, CancellationToken cancellationToken);

    /// <summary>Resumes one bookmark and returns when its burst has ended and is committed; the state is null when the bookmark is gone.</summary>
    ValueTask<RunResult> RunBookmarkAsync(string instanceId, string bookmarkId, IReadOnlyDictionary<string, object?>? input, CancellationToken cancellationToken);

    /// <summary>Cancels an instance; false when it is unknown or finished.</summary>
    ValueTask<bool> CancelAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Executes the faulted activities of an instance again; false when there are none.</summary>
    ValueTask<bool> RetryAsync(string instanceId, CancellationToken cancellationToken);
}
