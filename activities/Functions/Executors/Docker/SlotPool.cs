using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>
/// The containers of one version: each serves one call at a time, others wait in order of arrival. Who has which is kept in files, so a call that goes on
/// after a restart of the server finds its own container.
/// </summary>
internal sealed class SlotPool
{
    private readonly Lock _lock = new();
    private readonly FunctionVersion _version;
    private readonly RunFolder _folder;
    private readonly TimeProvider _time;
    private readonly TimeSpan _leaseTime;
    private readonly int _size;
    private readonly int _maxWaiting;
    private readonly Dictionary<string, Lease> _leases = [];
    private readonly LinkedList<Waiter> _waiting = new();
    private bool _closed;

    public SlotPool(FunctionVersion version, RunFolder folder, FunctionsOptions options, TimeProvider time)
    {
        _version = version;
        _folder = folder;
        _time = time;
        _size = options.MaxContainersPerFunction;
        _maxWaiting = options.MaxWaitingCalls;
        _leaseTime = TimeSpan.FromSeconds(version.Source.Limits.TimeoutSeconds) + options.StartTimeout + TimeSpan.FromMinutes(1);
        for (var index = 0; index < _size; index++)
        {
            if (folder.ReadLease(version, index) is { } lease)
                _leases[lease.CallId] = lease;
        }
    }

    /// <summary>Number of calls that have a container.</summary>
    public int Leased
    {
        get
        {
            lock (_lock)
                return _leases.Count;
        }
    }

    public Lease? Find(string callId)
    {
        lock (_lock)
            return _leases.GetValueOrDefault(callId);
    }

    public bool IsLeased(int index)
    {
        lock (_lock)
            return _leases.Values.Any(l => l.Index == index);
    }

    /// <summary>Calls whose time is over.</summary>
    public IReadOnlyList<Lease> Expired(DateTimeOffset now)
    {
        lock (_lock)
            return [.. _leases.Values.Where(l => l.Until < now)];
    }

    /// <summary>Gives a call its container; waits for one to become free. The flag says whether the call had it already.</summary>
    public async ValueTask<(Lease Lease, bool Known)> AcquireAsync(string callId, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (_leases.TryGetValue(callId, out var known))
                return (known, true);
            if (_closed)
                throw new FunctionExecutorException($"Version {_version.Version} of the function '{_version.Name}' is being removed.") { Busy = true };
            if (FreeIndex() is { } free)
                return (Give(callId, free), false);
            if (_waiting.Count >= _maxWaiting)
                throw new FunctionExecutorException($"All {_size} containers of the function '{_version.Name}' are busy and {_waiting.Count} calls wait already.") { Busy = true };
            waiter = new(callId);
            _waiting.AddLast(waiter);
        }

        try
        {
            return (await waiter.Given.Task.WaitAsync(timeout, _time, cancellationToken), false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            lock (_lock)
                _waiting.Remove(waiter);
            if (waiter.Given.Task.IsCompletedSuccessfully)
                Release(callId);
            if (exception is OperationCanceledException)
                throw;
            throw new FunctionExecutorException($"All {_size} containers of the function '{_version.Name}' were busy for {timeout.TotalSeconds:0} s.") { Busy = true };
        }
    }

    /// <summary>Notes that the handler is being asked.</summary>
    public Lease MarkPosted(Lease lease)
    {
        var posted = lease with { PostedAt = lease.PostedAt ?? _time.GetUtcNow() };
        lock (_lock)
        {
            _leases[lease.CallId] = posted;
            _folder.WriteLease(_version, posted);
        }

        return posted;
    }

    /// <summary>Takes the container from a call and gives it to the next one; false when the call has none.</summary>
    public bool Release(string callId)
    {
        lock (_lock)
        {
            if (!_leases.Remove(callId, out var lease))
                return false;
            _folder.DeleteLease(_version, lease.Index);
            while (_waiting.First is { } first)
            {
                _waiting.RemoveFirst();
                if (_closed)
                    first.Value.Given.TrySetException(new FunctionExecutorException($"Version {_version.Version} of the function '{_version.Name}' is being removed.") { Busy = true });
                else if (first.Value.Given.TrySetResult(Give(first.Value.CallId, lease.Index)))
                    break;
            }

            return true;
        }
    }

    /// <summary>No further call gets a container.</summary>
    public void Close()
    {
        lock (_lock)
            _closed = true;
    }

    private int? FreeIndex()
    {
        for (var index = 0; index < _size; index++)
        {
            if (_leases.Values.All(l => l.Index != index))
                return index;
        }

        return null;
    }

    private Lease Give(string callId, int index)
    {
        var lease = new Lease { CallId = callId, Index = index, Until = _time.GetUtcNow() + _leaseTime };
        _folder.WriteLease(_version, lease);
        return _leases[callId] = lease;
    }

    private sealed record Waiter(string CallId)
    {
        public TaskCompletionSource<Lease> Given { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
