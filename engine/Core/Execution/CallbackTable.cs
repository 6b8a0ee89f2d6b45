using System.Collections.Concurrent;
using System.Reflection;
using Orchestrator.Workflows;
using Linq = System.Linq.Expressions.Expression;

namespace Orchestrator.Core;

/// <summary>Finds callbacks by the method names that states keep.</summary>
internal sealed class CallbackTable
{
    private readonly ConcurrentDictionary<(Type, string), Func<IActivity, ActivityCompletedContext, ValueTask>> completions = new();
    private readonly ConcurrentDictionary<(Type, string), Func<IActivity, ActivityExecutionContext, ValueTask>> bookmarks = new();

    public ValueTask CompleteAsync(IActivity owner, string method, ActivityCompletedContext context) =>
        completions.GetOrAdd((owner.GetType(), method), static key => Compile<ActivityCompletedContext>(key.Item1, key.Item2))(owner, context);

    public ValueTask ResumeAsync(IActivity activity, string method, ActivityExecutionContext context) =>
        bookmarks.GetOrAdd((activity.GetType(), method), static key => Compile<ActivityExecutionContext>(key.Item1, key.Item2))(activity, context);

    private static Func<IActivity, TContext, ValueTask> Compile<TContext>(Type type, string name)
    {
        MethodInfo? method = null;
        for (var declaring = type; method is null && declaring is not null; declaring = declaring.BaseType)
            method = declaring.GetMethod(name, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly, [typeof(TContext)]);
        if (method is null)
            throw new WorkflowFaultException($"The instance waits for the callback '{name}' of {type.Name}, which this version of the activity does not have.");
        var activity = Linq.Parameter(typeof(IActivity));
        var context = Linq.Parameter(typeof(TContext));
        var call = method.IsStatic ? Linq.Call(method, context) : Linq.Call(Linq.Convert(activity, type), method, context);
        return Linq.Lambda<Func<IActivity, TContext, ValueTask>>(call, activity, context).Compile();
    }
}
