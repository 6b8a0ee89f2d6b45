using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Waits for a line of text that someone gives to this instance: a server has no console to read from.</summary>
[Activity("Elsa", "Console", "Waits for a line of text given to this instance.")]
public sealed class ReadLine : Activity<string>
{
    /// <summary>Name of the stimulus that brings the line; it must name the instance.</summary>
    public const string Stimulus = "Elsa.ReadLine";

    /// <summary>Key of the stimulus' input that holds the line.</summary>
    public const string LineKey = "line";

    /// <summary>The payload of the stimulus for the activity with this id.</summary>
    public static object PayloadOf(string activityId) => new Dictionary<string, object?> { ["activityId"] = activityId };

    protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(new CreateBookmarkArgs
    {
        Name = Stimulus,
        Stimulus = PayloadOf(Id),
        Callback = OnLineAsync,
        Description = $"A line of text for '{Name ?? Id}'",
    });

    private ValueTask OnLineAsync(ActivityExecutionContext context)
    {
        Result.Set(context, context.StimulusInput.TryGetValue(LineKey, out var line) ? ValueConverter.ToText(line) : null);
        return context.CompleteActivityAsync();
    }
}
