using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Children;

/// <summary>What the activities that start other workflows share.</summary>
internal static class ChildWorkflow
{
    /// <summary>Name of the bookmarks that wait for the end of a child.</summary>
    public const string FinishedBookmark = "Orchestrator.WorkflowFinished";

    /// <summary>Key of the child's input and of its properties that holds the parent's id.</summary>
    public const string ParentKey = "ParentInstanceId";

    /// <summary>The published version that a child runs; a fault when there is none that the tenant may use.</summary>
    public static async ValueTask<StoredDefinition> PublishedAsync(ActivityExecutionContext context, string definitionId)
    {
        var definition = await context.GetRequiredService<IDefinitionStore>().FindAsync(definitionId, VersionOptions.Published, context.CancellationToken);
        return definition is not null && (definition.Tenant.Length == 0 || definition.Tenant == context.WorkflowExecutionContext.Tenant)
            ? definition
            : throw new WorkflowFaultException($"No published version of workflow definition with ID {definitionId} found.", "child.no-published-version");
    }

    /// <summary>The request to start a child. Its id follows from the execution that starts it, so a repetition after a crash starts no second one.</summary>
    public static StartChild Request(
        ActivityExecutionContext context, StoredDefinition definition, int index, IDictionary<string, object?>? input, string? correlationId, bool reports)
    {
        var parent = context.WorkflowExecutionContext;
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{context.Id}:{index}"))).AsSpan(0, 12));
        return new StartChild
        {
            InstanceId = id,
            DefinitionId = definition.DefinitionId,
            DefinitionVersionId = definition.Id,
            ParentInstanceId = parent.Id,
            Tenant = parent.Tenant,
            CorrelationId = string.IsNullOrEmpty(correlationId) ? null : correlationId,
            Input = new Dictionary<string, object?>(input ?? new Dictionary<string, object?>()) { [ParentKey] = parent.Id },
            ReportsTo = reports ? context.Id : null,
        };
    }

    /// <summary>The channel that an activity names, as this host has it; null: none. A fault when this host has none of that name.</summary>
    public static string? ChannelOf(ActivityExecutionContext context, Input<string?>? input)
    {
        if (input.GetOrDefault(context) is not { } name || string.IsNullOrWhiteSpace(name))
            return null;
        var channels = context.GetRequiredService<IOptions<DispatchOptions>>().Value.Channels;
        return channels.ContainsKey(name)
            ? name
            : throw new WorkflowFaultException(
                $"There is no dispatch channel '{name}'; this host has {(channels.Count == 0 ? "none" : string.Join(", ", channels.Keys))}.", "child.unknown-channel");
    }

    /// <summary>Suspends the activity until a child reports its end.</summary>
    public static void Await(ActivityExecutionContext context, BookmarkCallback callback, string description, bool autoBurn = true) => context.CreateBookmark(new CreateBookmarkArgs
    {
        Name = FinishedBookmark,
        Stimulus = new Dictionary<string, object?> { ["activityInstanceId"] = context.Id },
        Callback = callback,
        AutoBurn = autoBurn,
        Description = description,
    });

    /// <summary>The end of a child as the waiting activity sees it.</summary>
    public static Dictionary<string, object?> Describe(FinishedWorkflow finished) => Describe(finished.InstanceId, finished.Status, finished.SubStatus, finished.Output);

    public static Dictionary<string, object?> Describe(string instanceId, WorkflowStatus status, WorkflowSubStatus subStatus, IDictionary<string, object?> output) => new()
    {
        ["workflowInstanceId"] = instanceId,
        ["status"] = status.ToString(),
        ["subStatus"] = subStatus.ToString(),
        ["output"] = PlainValue.From(output),
    };
}
