using System.Collections.Concurrent;

namespace Orchestrator.Tests.Runtime;

/// <summary>What test activities touch.</summary>
public sealed class Probe
{
    private readonly ConcurrentDictionary<string, int> counts = new();

    public TaskCompletionSource Reached { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Gate { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int this[string name] => counts.GetValueOrDefault(name);

    public int Count(string name) => counts.AddOrUpdate(name, 1, (_, n) => n + 1);
}
