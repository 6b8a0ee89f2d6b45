namespace Orchestrator.Activities.VCloud;

/// <summary>The extension as vCD has it.</summary>
/// <param name="Id">UUID of the service (AMQP), or urn of the API extension (MQTT).</param>
/// <param name="Transport"><c>amqp</c> or <c>mqtt</c>.</param>
/// <param name="Patterns">URL patterns of its filters.</param>
/// <param name="Rights">Names of rights that its routes demand.</param>
public sealed record VcdExtensionState(string Id, string Transport, IReadOnlyList<string> Patterns, IReadOnlyList<string> Rights);
