namespace Orchestrator.Benchmarks.Harness;

/// <summary>One of several things that are measured in turns, so that a noisy machine disturbs all of them alike.</summary>
/// <param name="Name">Name for errors.</param>
/// <param name="WorkAsync">Works for about the given time and gives how many units it did.</param>
internal sealed record Contender(string Name, Func<TimeSpan, Task<long>> WorkAsync)
{
    /// <summary>Runs every contender once to warm up, then in turns.</summary>
    /// <param name="contenders">What is measured.</param>
    /// <param name="warmUp">Time for each before the first round.</param>
    /// <param name="slice">Time for each in a round.</param>
    /// <param name="rounds">An odd number.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<Slice>>> RunAsync(IReadOnlyList<Contender> contenders, TimeSpan warmUp, TimeSpan slice, int rounds)
    {
        foreach (var contender in contenders)
            await contender.WorkAsync(warmUp);
        var slices = contenders.Select(_ => new List<Slice>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                GC.Collect();
                slices[i].Add(await Slice.MeasureAsync(() => contenders[i].WorkAsync(slice)));
            }
        }

        return slices;
    }
}
