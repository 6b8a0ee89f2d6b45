using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Functions.Executors.Docker;

internal sealed partial class NodeBaseImage
{
    [LoggerMessage(5211, LogLevel.Information, "Base image for functions {Tag} made of {Files} files, {Bytes} bytes")]
    private partial void LogMade(string tag, int files, long bytes);
}
