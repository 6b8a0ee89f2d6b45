namespace Orchestrator.Activities.Functions.Executors.Embedded;

/// <summary>
/// Whether a call holds more memory than it may. Must be made on the thread that runs the call.
/// </summary>
/// <remarks>
/// The runtime counts what a thread allocates, not what it holds. A call cannot hold more than it allocated, nor more than the heap grew since it began:
/// only when both pass the limit, and the heap still does after a collection, the call is over it. Garbage of a long loop does not count.
/// Calls at the same time share the heap; one that allocates little is never blamed for the others.
/// </remarks>
/// <param name="limit">Bytes.</param>
internal sealed class CallMemory(long limit)
{
    private readonly long _startHeap = GC.GetTotalMemory(forceFullCollection: false);
    private readonly long _startAllocated = GC.GetAllocatedBytesForCurrentThread();
    private long _allocatedAtLastLook;

    public bool IsOverLimit()
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread() - _startAllocated;
        if (allocated <= limit || allocated - _allocatedAtLastLook < limit / 2)
            return false;
        _allocatedAtLastLook = allocated;
        if (!HasHeapGrown())
            return false;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        return HasHeapGrown();
    }

    private bool HasHeapGrown() => GC.GetTotalMemory(forceFullCollection: false) - _startHeap > limit;
}
