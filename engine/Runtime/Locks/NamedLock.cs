using System.Globalization;
using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Locks;

/// <summary>
/// Runs Body while it holds a named lock that no other instance of the tenant has, on any node. Instances that wait are served in the order in which they came; they wait by a
/// bookmark and cost nothing meanwhile.
/// </summary>
/// <remarks>
/// The request is committed before the lock is asked for and the release is sent with the commit that ends Body, so a crash neither loses the lock nor holds it for ever. The lock
/// is let go of when Body completes, faults or is cancelled; the fault then goes on outwards and a retry asks for the lock anew. When the lease ends first, Body is cancelled and
/// the activity faults with <c>lock.lease-ended</c>. An activity that runs at that moment is not stopped in the middle: systems that must be sure compare
/// <c>LockToken</c>, which grows with each holder. Locks are not reentrant: an instance that asks for a lock it holds waits for itself until a time-out or lease ends it.
/// </remarks>
[Activity("Orchestrator", "Control Flow", "Runs Body while it holds a named lock of the tenant; others wait in line.", Type = "Lock")]
[FlowNode("Done", "TimedOut")]
public sealed class NamedLock : Activity, IHandlesFaults, ICancelable, IDeclaresVariables
{
    internal const string ReleaseKind = "lock-release";
    internal const string ConfirmKind = "lock-confirm";
    private const string Key = "Lock";
    private const string TokenKey = "Token";

    [Input(DisplayName = "Lock name", Description = "What is locked, such as the id of a VM; 1 to 200 characters.")]
    public Input<string> LockName { get; set; } = default!;

    [Input(Description = "How long it may be held, 1 s to 30 days; Body is cancelled then.", DefaultValue = "01:00:00")]
    public Input<TimeSpan?>? Lease { get; set; }

    [Input(Description = "How long to wait for it; outcome TimedOut then. Without end when empty.")]
    public Input<TimeSpan?>? WaitTimeout { get; set; }

    [Output(Description = "Fencing token: larger than that of every earlier holder of this lock.")]
    public Output<long>? Token { get; set; }

    [Port]
    public IActivity? Body { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var request = context.GetProperty<LockRequest>(Key);
        if (request is null)
        {
            request = Read(context);
            context.SetProperty(Key, request);
        }

        await context.CheckpointAsync(); // The owner must be known after a crash, or nobody would let go of the lock.
        if (await Store(context).RequestAsync(request, context.CancellationToken) is { } grant)
        {
            await EnterAsync(context, request, grant);
            return;
        }

        context.CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = StimulusOf(request.Owner),
            Callback = OnGrantedAsync,
            AutoBurn = false,
            Description = $"lock '{request.Name}'",
        });
        context.AddExecutionLogEntry("LockAwaited", $"Waits in line for lock '{request.Name}'.");
        if (WaitTimeout.GetOrDefault(context) is { } longest)
            context.DelayFor(longest, OnWaitTimedOutAsync, $"time-out of lock '{request.Name}'");
    }

    ValueTask<FaultHandling> IHandlesFaults.OnFaultAsync(ActivityExecutionContext context, ActivityFault fault) => LeaveByFaultAsync(context, fault);

    void ICancelable.OnCanceled(ActivityExecutionContext context)
    {
        if (context.GetProperty<LockRequest>(Key) is { } request)
            Release(context, request);
    }

    internal static object StimulusOf(string owner) => new Dictionary<string, object?> { ["owner"] = owner };

    private LockRequest Read(ActivityExecutionContext context)
    {
        var name = LockName.Require(context, nameof(LockName)).Trim();
        if (name.Length > 200)
            throw new WorkflowFaultException(string.Create(CultureInfo.InvariantCulture, $"LockName has {name.Length} characters; at most 200 are allowed."), "lock.name");
        var lease = Lease.GetOrDefault(context) ?? TimeSpan.FromHours(1);
        if (lease < TimeSpan.FromSeconds(1) || lease > TimeSpan.FromDays(30))
            throw new WorkflowFaultException($"Lease of lock '{name}' is {lease:c}; it must be 1 s to 30 days.", "lock.lease");
        if (WaitTimeout.GetOrDefault(context) <= TimeSpan.Zero)
            throw new WorkflowFaultException($"WaitTimeout of lock '{name}' must be longer than zero, or empty.", "lock.wait-timeout");
        return new LockRequest
        {
            Tenant = context.WorkflowExecutionContext.Tenant,
            Name = name,
            Owner = $"{context.WorkflowExecutionContext.Id}:{context.GetRequiredService<IIdGenerator>().NewId()}",
            InstanceId = context.WorkflowExecutionContext.Id,
            Lease = lease,
        };
    }

    private async ValueTask OnGrantedAsync(ActivityExecutionContext context)
    {
        var request = context.GetProperty<LockRequest>(Key)!;
        if (context.Properties.ContainsKey(TokenKey) || await Store(context).FindAsync(request.Owner, context.CancellationToken) is not { } grant)
            return; // Told twice, or not its turn: it waits on.
        context.ClearBookmarks();
        await EnterAsync(context, request, grant);
    }

    private async ValueTask EnterAsync(ActivityExecutionContext context, LockRequest request, LockGrant grant)
    {
        context.Send(new OutboxMessage(ConfirmKind, request)); // Not before the commit: until then it is told again.
        context.Properties[TokenKey] = grant.Token;
        Token.Set(context, grant.Token);
        context.AddExecutionLogEntry("LockTaken", string.Create(CultureInfo.InvariantCulture, $"Holds lock '{request.Name}' with token {grant.Token}."));
        if (Body is null)
        {
            await CompleteAsync(context);
            return;
        }

        if (grant.LeaseUntil is { } until)
            context.DelayFor(until - context.WorkflowExecutionContext.TimeProvider.GetUtcNow(), OnLeaseEndedAsync, $"end of the lease of lock '{request.Name}'");
        await context.ScheduleActivityAsync(Body, new ScheduleOptions { CompletionCallback = OnBodyCompletedAsync, Variables = [new Variable("LockToken", grant.Token)] });
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext completed) => CompleteAsync(completed.TargetContext);

    private static ValueTask CompleteAsync(ActivityExecutionContext context)
    {
        Release(context, context.GetProperty<LockRequest>(Key)!);
        return context.CompleteActivityAsync();
    }

    private ValueTask OnWaitTimedOutAsync(ActivityExecutionContext context)
    {
        if (context.Properties.ContainsKey(TokenKey))
            return ValueTask.CompletedTask;
        var request = context.GetProperty<LockRequest>(Key)!;
        context.AddExecutionLogEntry("LockTimedOut", $"Did not get lock '{request.Name}' in time.");
        Release(context, request);
        return context.CompleteActivityWithOutcomesAsync("TimedOut");
    }

    private static async ValueTask OnLeaseEndedAsync(ActivityExecutionContext context)
    {
        var request = context.GetProperty<LockRequest>(Key)!;
        var activity = context.Activity;
        await LeaveByFaultAsync(context, new ActivityFault
        {
            Code = "lock.lease-ended",
            Type = "Lock",
            Message = $"Lock '{request.Name}' was held for its whole lease of {request.Lease:c}: make Body shorter or Lease longer.",
            ActivityId = activity.Id,
            ActivityName = activity.Name,
            ActivityType = activity.Type,
            Timestamp = context.WorkflowExecutionContext.TimeProvider.GetUtcNow(),
        });
    }

    /// <summary>A retry of the fault asks for the lock anew.</summary>
    private static async ValueTask<FaultHandling> LeaveByFaultAsync(ActivityExecutionContext context, ActivityFault fault)
    {
        await context.CancelChildrenAsync();
        Release(context, context.GetProperty<LockRequest>(Key)!);
        context.Properties.Remove(TokenKey);
        context.Properties.Remove(Key);
        await context.FaultActivityAsync(fault);
        return FaultHandling.Handled;
    }

    private static void Release(ActivityExecutionContext context, LockRequest request) => context.Send(new OutboxMessage(ReleaseKind, request));

    private static ILockStore Store(ActivityExecutionContext context) => context.GetRequiredService<ILockStore>();
}
