using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Commits;

/// <summary>
/// Writes the instance commits of this process in groups. Callers queue; a task takes all that wait, up to the batch size, and writes them in one transaction. There is no
/// timer: while a transaction is being made durable, the next batch gathers. When the queue is full callers wait. There are as many tasks as batches: one where the database has one
/// writer; more let a transaction be prepared while another is made durable.
/// </summary>
internal sealed partial class CommitWriter : IAsyncDisposable
{
    private readonly IReadOnlyList<ICommitBatch> _batches;
    private readonly PersistenceInstruments _instruments;
    private readonly ILogger<CommitWriter> _logger;
    private readonly Channel<Waiting> _queue;
    private readonly int _maxBatchSize;
    private readonly Task _loops;

    public CommitWriter(IReadOnlyList<ICommitBatch> batches, IOptions<PersistenceOptions> options, PersistenceInstruments instruments, ILogger<CommitWriter> logger)
    {
        _batches = batches;
        _instruments = instruments;
        _logger = logger;
        _maxBatchSize = options.Value.MaxBatchSize;
        _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.Value.QueueCapacity)
        {
            FullMode = BoundedChannelFullMode.Wait,
            SingleReader = batches.Count == 1,
        });
        instruments.ObserveQueue(() => _queue.Reader.Count);
        _loops = Task.WhenAll(batches.Select(batch => Task.Run(() => WriteAllAsync(batch))));
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
        await _loops;
        foreach (var batch in _batches)
            await batch.DisposeAsync();
    }

    private async Task WriteAllAsync(ICommitBatch writer)
    {
        var batch = new List<Waiting>(_maxBatchSize);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < _maxBatchSize && _queue.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            if (batch.Count > 0)
                await WriteBatchAsync(writer, batch);
            batch.Clear();
        }
    }

    private async Task WriteBatchAsync(ICommitBatch writer, List<Waiting> batch)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var outcomes = await writer.WriteAsync(batch.ConvertAll(waiting => waiting.Commit));
            _instruments.Committed(batch.Count, Stopwatch.GetElapsedTime(start));
            for (var i = 0; i < batch.Count; i++)
                batch[i].Caller.SetResult(outcomes[i]);
        }
        catch (Exception fault) when (batch.Count == 1 || writer.IsInDoubt(fault))
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
                await WriteBatchAsync(writer, [waiting]);
        }
    }

    private sealed record Waiting(PreparedCommit Commit, TaskCompletionSource<CommitOutcome> Caller);
}
