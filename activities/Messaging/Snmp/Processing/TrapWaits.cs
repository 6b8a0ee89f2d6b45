using Microsoft.Extensions.Logging;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

/// <summary>
/// Whether any instance may wait for a trap. The database, which knows of the waits that other processes made, is asked once for a batch of traps; waits that are committed here while
/// the batch is at work are noticed at once.
/// </summary>
internal sealed partial class TrapWaits(IWorkflowStore store, ILogger<TrapWaits> logger) : ICommitObserver
{
    private volatile bool _may = true;

    /// <summary>False: no trap of the present batch needs to look for waits.</summary>
    public bool May => _may;

    public void OnCommitted(InstanceCommit commit)
    {
        foreach (var bookmark in commit.BookmarksAdded)
        {
            if (bookmark.Name == SnmpTrapReceived.TypeName)
                _may = true;
        }
    }

    /// <summary>Looks before a batch. When it fails, each trap looks for itself.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        _may = false;
        try
        {
            if ((await store.FindBookmarksAsync(new BookmarkFilter { Name = SnmpTrapReceived.TypeName }, cancellationToken)).Count > 0)
                _may = true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _may = true;
            LogUnknown(logger, exception);
        }
    }
}
