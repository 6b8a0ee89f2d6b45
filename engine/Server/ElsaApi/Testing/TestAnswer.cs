using Orchestrator.Server.ElsaApi.ActivityExecutions;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Testing;

/// <param name="ActivityState">Evaluated inputs by name.</param>
internal sealed record TestAnswer(
    IReadOnlyDictionary<string, object?>? ActivityState, object? Payload, IReadOnlyDictionary<string, object?>? Outputs, ExceptionAnswer? Exception, ActivityStatus Status);
