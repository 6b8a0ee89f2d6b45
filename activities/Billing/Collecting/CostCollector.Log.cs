using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Billing;

internal sealed partial class CostCollector
{
    [LoggerMessage(4000, LogLevel.Information,
        "Cost source {Source}: {Status}; {Lines} lines, {Inserted} new, {Updated} corrected, {Unchanged} unchanged, {Faulty} faulty")]
    private partial void LogFinished(string source, CollectionStatus status, long lines, long inserted, long updated, long unchanged, long faulty);
}
