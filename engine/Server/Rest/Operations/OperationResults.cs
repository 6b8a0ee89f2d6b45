using Orchestrator.Runtime.Operations;
using Orchestrator.Server.Problems;

namespace Orchestrator.Server.Rest.Operations;

/// <summary>Answers for what became of an operator's request.</summary>
internal static class OperationResults
{
    public static IResult Answer(OperationResult result) => result.Status switch
    {
        OperationStatus.Done => Results.Accepted($"/api/v1/instances/{result.InstanceId}", new OperationAnswer(result.InstanceId!)),
        OperationStatus.NotFound => Problem.NotFound(result.Reason!),
        OperationStatus.Invalid => Problem.Invalid(result.Faults.ToDictionary(fault => fault.Key, fault => new[] { fault.Value })),
        _ => Problem.Of(StatusCodes.Status409Conflict, "Not possible now", result.Reason),
    };
}
