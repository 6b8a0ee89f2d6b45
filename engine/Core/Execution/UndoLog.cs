using System.Text.Json;
using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>What the scopes of an instance would have to undo: a list, oldest first, in the properties of the nearest <see cref="Compensation"/>.</summary>
internal static class UndoLog
{
    private const string Key = "Undo";

    public static ActivityRun? ScopeOf(ActivityRun context)
    {
        for (var scope = context.Parent; scope is not null; scope = scope.Parent)
        {
            if (scope.Activity is Compensation)
                return scope;
        }

        return null;
    }

    /// <summary>Notes a completed execution of an activity that can undo itself.</summary>
    public static void NoteCompletion(ActivityRun context)
    {
        if (context.Activity is ICompensable && context.CompletionCallback != nameof(Compensation.OnUndoneAsync) && ScopeOf(context) is { } scope)
        {
            Remove(scope, context.Id); // Noted when it was stopped before.
            Note(scope, context);
        }
    }

    /// <summary>Notes an execution that was stopped after a finished effect.</summary>
    public static void NoteStop(ActivityRun context)
    {
        if (context.Activity is ICompensable && context.Effects.Values.Any(e => e.ReceiptAt is not null))
            NoteCompletion(context);
    }

    public static void Note(ActivityRun scope, ActivityRun context)
    {
        var properties = new Dictionary<string, object?>(context.PropertiesOrNull ?? new Dictionary<string, object?>());
        var receipts = context.Effects.Values.Where(e => e.ReceiptAt is not null).ToDictionary(e => e.Name, object? (e) => e.Receipt ?? "null");
        if (receipts.Count > 0)
            properties[CompensationExtensions.ReceiptsProperty] = receipts;
        var entry = new UndoEntry
        {
            Id = context.Id,
            NodeId = context.Activity.NodeId,
            Variables = [.. VariablesWithin(scope, context)],
            Properties = properties,
        };
        ListOf(scope).Add(JsonSerializer.SerializeToElement(entry, PlainJson.Options).Deserialize<object?>(PlainJson.Options));
    }

    public static IReadOnlyList<UndoEntry> Entries(ActivityRun scope) => [.. ListOf(scope).Select(Read)];

    public static void Remove(ActivityRun scope, string id) => ListOf(scope).RemoveAll(e => IdOf(e) == id);

    public static void Clear(ActivityRun scope) => scope.Properties.Remove(Key);

    /// <summary>Hands the entries of a completed scope to the one around it.</summary>
    public static void Move(ActivityRun from, ActivityRun to)
    {
        ListOf(to).AddRange(ListOf(from));
        Clear(from);
    }

    /// <summary>Queues the undoing of the newest entry, as a child of <paramref name="owner"/>; false when there is none left.</summary>
    public static async ValueTask<bool> UndoNextAsync(ActivityRun scope, ActivityRun owner, ActivityCompletionCallback callback, string? only, ActivityFault? fault)
    {
        while (true)
        {
            var json = ListOf(scope).FindLast(e => only is null || Stands(scope, e, only));
            if (json is null)
                return false;
            var entry = Read(json);
            var node = scope.Run.Graph.FindByNodeId(entry.NodeId)!;
            List<Variable> variables = [new Variable("Error", fault), .. entry.Variables.Select(v => new Variable { Id = v.Id, Name = v.Name, TypeName = v.TypeName, IsArray = v.IsArray, Value = v.Value })];
            if (node.Activity is ICompensable)
            {
                owner.Run.Runner.QueueCompensation(owner, node, entry, variables, callback.Method.Name);
                return true;
            }

            if (((Compensable)node.Activity).Undo is { } undo)
            {
                await owner.ScheduleActivityAsync(undo, new ScheduleOptions { CompletionCallback = callback, Tag = entry.Id, Variables = variables });
                return true;
            }

            Remove(scope, entry.Id);
        }
    }

    private static bool Stands(ActivityRun scope, object? entry, string idOrName)
    {
        var activity = scope.Run.Graph.FindByNodeId(Read(entry).NodeId)!.Activity;
        return activity.Id == idOrName || activity.Name == idOrName;
    }

    private static IEnumerable<VariableState> VariablesWithin(ActivityRun scope, ActivityRun context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var level = context; level is not null && level != scope; level = level.Parent)
        {
            foreach (var slot in level.Variables.Where(s => seen.Add(s.Variable.Name)))
                yield return StateExtractor.Extract(slot);
        }
    }

    private static List<object?> ListOf(ActivityRun scope)
    {
        if (scope.Properties.TryGetValue(Key, out var value) && value is List<object?> list)
            return list;
        list = [];
        scope.Properties[Key] = list;
        return list;
    }

    private static string? IdOf(object? entry) => entry is IDictionary<string, object?> map ? map["id"] as string : null;

    private static UndoEntry Read(object? entry) => JsonSerializer.SerializeToElement(entry, PlainJson.Options).Deserialize<UndoEntry>(PlainJson.Options)!;
}
