using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>What to run for a status code.</summary>
public sealed record HttpStatusCodeCase(int StatusCode, IActivity? Activity);
