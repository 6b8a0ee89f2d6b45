namespace Orchestrator.Benchmarks.Harness;

/// <summary>What a benchmark gets.</summary>
internal sealed class BenchmarkContext(string folder) : IDisposable
{
    private readonly List<BenchmarkRow> rows = [];

    /// <summary>An empty folder, deleted afterwards.</summary>
    public string Folder => folder;

    public IReadOnlyList<BenchmarkRow> Rows => rows;

    /// <summary>Multiplies the measured times; 1 unless <c>ORCHESTRATOR_BENCH_SCALE</c> says otherwise.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Npgsql connection string of the private server; null when there is none.</summary>
    public static string? Postgres => Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_POSTGRES") is { Length: > 0 } value ? value : null;

    /// <summary>AMQP address of the private broker; null when there is none.</summary>
    public static string? Amqp => Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_AMQP") is { Length: > 0 } value ? value : null;

    public TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds * Scale);

    /// <summary>Adds a figure and prints it.</summary>
    public void Report(string name, Spread value, string unit, double? limit = null, Target? target = null)
    {
        var row = new BenchmarkRow
        {
            Name = name,
            Value = value.Median,
            Unit = unit,
            Low = value.Low,
            High = value.High,
            Limit = limit,
            Ratio = limit is > 0 ? value.Median / limit : null,
            Target = target?.Text,
        };
        row = row with { Met = target?.IsMet(row) };
        rows.Add(row);
        Console.WriteLine(Table.Line(row));
    }

    /// <summary>Adds a figure that was measured once.</summary>
    public void Report(string name, double value, string unit, double? limit = null, Target? target = null) =>
        Report(name, new Spread(value, value, value), unit, limit, target);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
