using Microsoft.Extensions.Options;

namespace Orchestrator.Activities.Functions.Executors.Embedded;

/// <summary>Threads for calls in the sandbox: each has one of its own with a deep stack, so that neither loops nor recursion harm the server's threads.</summary>
internal sealed class SandboxThreads(IOptions<FunctionsOptions> options, TimeProvider time) : IDisposable
{
    private const int StackBytes = 32 * 1024 * 1024;

    private readonly SemaphoreSlim _free = new(options.Value.EmbeddedMaxParallel > 0 ? options.Value.EmbeddedMaxParallel : 2 * Environment.ProcessorCount);

    /// <summary>Runs work on a thread of its own, when one of the places is free.</summary>
    public async ValueTask<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.SlotTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await _free.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FunctionExecutorException($"All places of the embedded sandbox were busy for {options.Value.SlotTimeout.TotalSeconds:0} s.") { Busy = true };
        }

        try
        {
            var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            var thread = new Thread(() => Run(work, result), StackBytes) { IsBackground = true, Name = "function sandbox", Priority = ThreadPriority.BelowNormal };
            thread.Start();
            return await result.Task;
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(work());
        }
        catch (OperationCanceledException exception)
        {
            result.SetCanceled(exception.CancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Rethrown where the result is awaited; on this thread it would end the process.
            result.SetException(exception);
        }
    }
}
