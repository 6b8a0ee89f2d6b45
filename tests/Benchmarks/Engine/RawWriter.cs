using System.Threading.Channels;

namespace Orchestrator.Benchmarks.Engine;

/// <summary>
/// The limit: one task writes what waits, at most 256 units, in one transaction of prepared statements into tables that have nothing but a primary key. A unit is
/// as many rows and bytes as the engine's commit has.
/// </summary>
internal abstract class RawWriter : IAsyncDisposable
{
    private const int Batch = 256;
    private readonly Channel<Unit> queue = Channel.CreateBounded<Unit>(1024);
    private Task loop = Task.CompletedTask;
    private long last;

    protected RawWriter(CommitShape shape)
    {
        Shape = shape;
    }

    protected CommitShape Shape { get; }

    /// <summary>Returns when a unit is durable.</summary>
    public async ValueTask WriteAsync()
    {
        var unit = new Unit($"{Interlocked.Increment(ref last):x16}-raw", new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await queue.Writer.WriteAsync(unit);
        await unit.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.Complete();
        await loop;
        await CloseAsync();
    }

    protected void Start() => loop = Task.Run(WriteAllAsync);

    protected abstract Task WriteBatchAsync(IReadOnlyList<string> ids);

    protected abstract ValueTask CloseAsync();

    private async Task WriteAllAsync()
    {
        var units = new List<Unit>(Batch);
        var ids = new List<string>(Batch);
        while (await queue.Reader.WaitToReadAsync())
        {
            while (units.Count < Batch && queue.Reader.TryRead(out var unit))
            {
                units.Add(unit);
                ids.Add(unit.Id);
            }

            await WriteBatchAsync(ids);
            foreach (var unit in units)
                unit.Done.SetResult();
            units.Clear();
            ids.Clear();
        }
    }

    private sealed record Unit(string Id, TaskCompletionSource Done);
}
