using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>One entry of an instance's queue.</summary>
internal sealed class WorkItem
{
    public required WorkItemKind Kind { get; init; }

    public required ActivityNode Node { get; init; }

    public required ActivityRun? Owner { get; init; }

    /// <summary>Existing context for a resumption or a re-execution; a new one is made when null.</summary>
    public ActivityRun? Context { get; set; }

    /// <summary>Method of the owner's class.</summary>
    public string? CompletionCallback { get; init; }

    /// <summary>Method of the activity's class; for <see cref="WorkItemKind.Resume"/>.</summary>
    public string? BookmarkCallback { get; init; }

    public bool AutoComplete { get; init; } = true;

    public string? Tag { get; init; }

    public IReadOnlyList<Variable>? Variables { get; init; }

    public IReadOnlyDictionary<string, object?>? Input { get; init; }

    public Dictionary<string, object?>? Stimulus { get; init; }

    /// <summary>Executed before: after an interruption or by a retry.</summary>
    public bool IsRepeat { get; init; }
}
