namespace Orchestrator.Tests.Torture.Faults;

/// <summary>Runs what is ready one at a time on its own thread, in an order drawn from a seed.</summary>
public sealed class SeededScheduler : TaskScheduler, IDisposable
{
    private readonly Random random;
    private readonly List<Task> ready = [];
    private readonly Thread thread;
    private bool stopped;

    public SeededScheduler(int seed)
    {
        random = new Random(seed);
        thread = new Thread(Run) { IsBackground = true, Name = $"seed {seed}" };
        thread.Start();
    }

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs work, and all that it starts, here.</summary>
    public Task RunAsync(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    public void Dispose()
    {
        lock (ready)
        {
            stopped = true;
            Monitor.PulseAll(ready);
        }

        thread.Join();
    }

    protected override void QueueTask(Task task)
    {
        lock (ready)
        {
            if (!stopped)
            {
                ready.Add(task);
                Monitor.PulseAll(ready);
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(_ => TryExecuteTask(task), null); // What outlives the scenario.
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (ready)
            return [.. ready];
    }

    private void Run()
    {
        while (true)
        {
            Task next;
            lock (ready)
            {
                while (ready.Count == 0 && !stopped)
                    Monitor.Wait(ready);
                if (ready.Count == 0)
                    return;
                var place = random.Next(ready.Count);
                next = ready[place];
                ready.RemoveAt(place);
            }

            TryExecuteTask(next);
        }
    }
}
