using System.Globalization;
using System.Text.Json;

namespace Orchestrator.Benchmarks.Harness;

/// <summary>Lists and runs benchmarks.</summary>
internal static class BenchmarkCommand
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var all = Find();
        if (arguments is [] or ["list"])
        {
            foreach (var benchmark in all)
                Console.WriteLine($"{benchmark.Name,-28} {benchmark.Description}{(benchmark.IsLong ? " (long: name it in full)" : "")}");
            return 0;
        }

        var names = Names(arguments, out var json, out var needs);
        var selected = all.Where(b => names.Any(n => b.Name == n || (!b.IsLong && b.Name.StartsWith(n + "-", StringComparison.Ordinal)))).ToList();
        var unknown = names.Where(n => !all.Any(b => b.Name == n || b.Name.StartsWith(n + "-", StringComparison.Ordinal))).ToList();
        if (unknown.Count > 0)
        {
            await Console.Error.WriteLineAsync($"There is no benchmark {string.Join(", ", unknown)}. ./bench lists them.");
            return 2;
        }

        if (needs)
        {
            Console.WriteLine(string.Join(' ', selected.SelectMany(b => b.Needs).Distinct()));
            return 0;
        }

        var rows = await RunAsync(selected, cancellationToken);
        if (json is not null)
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(rows, s_json), cancellationToken);
        return 0;
    }

    private static async Task<List<BenchmarkRow>> RunAsync(List<IBenchmark> selected, CancellationToken cancellationToken)
    {
        var rows = new List<BenchmarkRow>();
        Console.WriteLine(Table.Head);
        foreach (var benchmark in selected)
        {
            using var context = new BenchmarkContext(Directory.CreateTempSubdirectory("orchestrator-bench-").FullName) { Scale = Scale() };
            await benchmark.RunAsync(context, cancellationToken);
            rows.AddRange(context.Rows);
        }

        return rows;
    }

    private static List<string> Names(string[] arguments, out string? json, out bool needs)
    {
        var names = new List<string>();
        json = null;
        needs = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--json" && i + 1 < arguments.Length)
                json = arguments[++i];
            else if (arguments[i] == "--needs")
                needs = true;
            else
                names.Add(arguments[i]);
        }

        return names;
    }

    private static double Scale() =>
        double.TryParse(Environment.GetEnvironmentVariable("ORCHESTRATOR_BENCH_SCALE"), CultureInfo.InvariantCulture, out var scale) ? scale : 1;

    private static List<IBenchmark> Find() =>
    [
        .. typeof(BenchmarkCommand).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IBenchmark)))
            .Select(type => (IBenchmark)Activator.CreateInstance(type)!)
            .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal),
    ];
}
