using Orchestrator.Lab.State;
using Orchestrator.Lab.Vcd;

namespace Orchestrator.Lab;

/// <summary>
/// Owns the state. Each request runs alone under a lock; before it, what became due by the clock happens (tasks end, vROps cycles run);
/// after it, the changed world is on the disk before the answer leaves.
/// </summary>
internal sealed partial class LabWorld
{
    private readonly Lock _gate = new();
    private readonly LabFile _file;
    private readonly LabState _state;

    public LabWorld(LabOptions options)
    {
        Options = options;
        Ids = new LabIds(options.Seed);
        _file = new LabFile(options.DataFile);
        _state = _file.Load() ?? Default(options.TimeProvider.GetUtcNow());
        _state.Vcd.HasBus = options.Amqp is not null || options.Mqtt;
        _state.Vcd.Ids = Ids;
        _file.Save(_state);
    }

    public LabOptions Options { get; }

    public LabIds Ids { get; }

    public DateTimeOffset Now => Options.TimeProvider.GetUtcNow();

    /// <summary>Runs <paramref name="act"/> alone and keeps what it and the clock changed. It must check before it changes: a throw does not undo.</summary>
    public T Run<T>(bool changes, Func<LabState, T> act)
    {
        lock (_gate)
        {
            var advanced = Advance(_state, Now, Options);
            if (advanced && !changes)
                _file.Save(_state);

            try
            {
                return act(_state);
            }
            finally
            {
                if (changes)
                    _file.Save(_state);
            }
        }
    }

    /// <summary>Lets everything happen that is due at <paramref name="now"/>. Answers whether something did.</summary>
    private static bool Advance(LabState state, DateTimeOffset now, LabOptions options)
    {
        var changed = BlockingTasks.Expire(state.Vcd, now);
        while (state.Vcd.Tasks.Where(t => t.IsRunning && !t.IsBlocked && t.DueAt <= now).MinBy(t => t.DueAt) is { } due)
        {
            TaskEnd.Apply(state.Vcd, due);
            changed = true;
        }

        var cycles = (now - state.LastCycleAt).Ticks / options.CycleInterval.Ticks;
        if (cycles > 0)
        {
            state.LastCycleAt += options.CycleInterval * cycles;
            changed |= Cycle.Run(state, state.LastCycleAt);
        }

        return changed;
    }
}
