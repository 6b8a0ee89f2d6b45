using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Commits;

/// <summary>
/// The one writer of instance commits in this process (group commit). Callers queue; one task takes all that wait, up to the batch size, and writes them in
/// one transaction. There is no timer: while a transaction is being made durable, the next batch gathers. When the queue is full callers wait.
/// </summary>
internal sealed partial class CommitWriter : IAsyncDisposable
{
    private readonly ICommitBatch _batch;
    private readonly PersistenceInstruments _instruments;
    private readonly ILogger<CommitWriter> _logger;
    private readonly Channel<Waiting> _queue;
    private readonly int _maxBatchSize;
    private readonly Task _loop;

    public CommitWriter(ICommitBatch batch, IOptions<PersistenceOptions> options, PersistenceInstruments instruments, ILogger<CommitWriter> logger)
    {
        _batch = batch;
        _instruments = instruments;
        _logger = logger;
        _maxBatchSize = options.Value.MaxBatchSize;
        _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.Value.QueueCapacity)
        {
            FullMode = BoundedChannelFullMode.Wait,
            SingleReader = true,
        });
        instruments.ObserveQueue(() => _queue.Reader.Count);
        _loop = Task.Run(WriteAllAsync);
    }

    /// <summary>Completes when the commit is durable or refused. Once it is queued it cannot be cancelled: its caller must learn what became of it.</summary>
    /// <exception cref="ObjectDisposedException">The store has been shut down; the commit was not written.</exception>
    public async ValueTask<CommitOutcome> CommitAsync(InstanceCommit commit, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(PreparedCommit.Of(commit), new TaskCompletionSource<CommitOutcome>(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await _queue.Writer.WriteAsync(waiting, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException("workflow store", $"The workflow store has been shut down: the commit of instance '{commit.Summary.Id}' was not written.");
        }

        return await waiting.Caller.Task;
    }

    /// <summary>Takes no more commits and writes those that wait.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<Waiting>(_maxBatchSize);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < _maxBatchSize && _queue.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            await WriteBatchAsync(batch);
            batch.Clear();
        }
    }

    private async Task WriteBatchAsync(List<Waiting> batch)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var outcomes = await _batch.WriteAsync(batch.ConvertAll(waiting => waiting.Commit));
            _instruments.Committed(batch.Count, Stopwatch.GetElapsedTime(start));
            for (var i = 0; i < batch.Count; i++)
                batch[i].Caller.SetResult(outcomes[i]);
        }
        catch (Exception fault) when (batch.Count == 1 || _batch.IsInDoubt(fault))
        {
            // The callers get the fault and log it with what they were doing.
            _instruments.Failed(batch.Count);
            foreach (var waiting in batch)
                waiting.Caller.SetException(fault);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Nothing was written: one by one only the culprit fails.
            BatchFailed(fault, batch.Count);
            foreach (var waiting in batch)
                await WriteBatchAsync([waiting]);
        }
    }

    private sealed record Waiting(PreparedCommit Commit, TaskCompletionSource<CommitOutcome> Caller);
}
