namespace Orchestrator.Runtime.Operations;

/// <summary>Leave to start an instance; held until its first commit is decided.</summary>
internal sealed class ActivationPermit(IDisposable? held, IAsyncDisposable? everywhere) : IAsyncDisposable
{
    /// <summary>For definitions of which any number may run.</summary>
    public static readonly ActivationPermit Free = new(null, null);

    /// <summary>Lets the next start look, once the commit is durable or is known to have failed.</summary>
    public void ReleaseAfter(Task firstCommit)
    {
        if (held is not null)
            _ = ReleaseAsync(firstCommit);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (everywhere is not null)
                await everywhere.DisposeAsync();
        }
        finally
        {
            held?.Dispose();
        }
    }

    private async Task ReleaseAsync(Task firstCommit)
    {
        await firstCommit.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // The starter gets the fault.
        await DisposeAsync();
    }
}
