namespace Orchestrator.Benchmarks.Harness;

/// <summary>A benchmark: a class with a parameterless constructor, found by its type. It reports one row per figure.</summary>
internal interface IBenchmark
{
    /// <summary><c>group-name</c>, lower case. <c>./bench group</c> runs all of a group that are not <see cref="IsLong"/>.</summary>
    string Name { get; }

    /// <summary>One line for the list.</summary>
    string Description { get; }

    /// <summary>Runs only when it is named in full, because it takes minutes.</summary>
    bool IsLong => false;

    /// <summary>Services that <c>./bench</c> starts before: <c>postgres</c>, <c>rabbit</c>.</summary>
    IReadOnlyList<string> Needs => [];

    Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken);
}
