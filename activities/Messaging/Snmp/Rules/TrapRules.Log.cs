using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Snmp.Rules;

internal sealed partial class TrapRules
{
    [LoggerMessage(3151, LogLevel.Error, "The stored trap rule '{RuleId}' is not in force: {Faults} Mend or delete it.")]
    private static partial void LogLeftOut(ILogger logger, string ruleId, string faults);
}
