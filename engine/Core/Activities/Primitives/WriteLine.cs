using Microsoft.Extensions.Logging;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Writes a line to the journal and the server's log.</summary>
[Activity("Elsa", "Console", "Writes a line to the journal and the log.")]
public sealed partial class WriteLine : CodeActivity
{
    [Input(Description = "The text.")]
    public Input<string>? Text { get; set; }

    protected override void Execute(ActivityExecutionContext context)
    {
        var text = Text.GetOrDefault(context) ?? "";
        context.AddExecutionLogEntry("Line", text);
        if (context.GetService<ILogger<WriteLine>>() is { } logger)
            Line(logger, context.WorkflowExecutionContext.Id, text);
    }

    [LoggerMessage(1001, LogLevel.Debug, "Instance {InstanceId}: {Text}")]
    private static partial void Line(ILogger logger, string instanceId, string text);
}
