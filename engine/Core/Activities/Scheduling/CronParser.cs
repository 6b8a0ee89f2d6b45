using Cronos;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Reads cron expressions of five or six fields.</summary>
public static class CronParser
{
    /// <summary>What is wrong with an expression; null when it can be parsed.</summary>
    public static string? Fault(string expression)
    {
        try
        {
            Parse(expression);
            return null;
        }
        catch (WorkflowFaultException e)
        {
            return e.Message;
        }
    }

    /// <summary>Parses an expression; a bad one throws a message with the reason.</summary>
    public static CronExpression Parse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        try
        {
            return CronExpression.Parse(string.Join(' ', fields), fields.Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
        }
        catch (CronFormatException e)
        {
            throw new WorkflowFaultException($"'{expression}' is not a cron expression: {e.Message} Give five fields (minute hour day month weekday), or six with seconds first.", "cron.invalid", null, e);
        }
    }
}
