using System.Globalization;

namespace Orchestrator.Benchmarks.Harness;

/// <summary>Rows as text.</summary>
internal static class Table
{
    public static string Head { get; } = Format("name", "value", "unit", "spread", "limit", "ratio", "target", "met");

    public static string Line(BenchmarkRow row) => Format(
        row.Name,
        Number(row.Value),
        row.Unit,
        row.Low == row.High ? "" : $"{Number(row.Low)}–{Number(row.High)}",
        Number(row.Limit),
        row.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
        row.Target ?? "",
        row.Met switch { true => "yes", false => "NO", null => "" });

    private static string Format(string name, string value, string unit, string spread, string limit, string ratio, string target, string met) =>
        $"{name,-58} {value,10} {unit,-12} {spread,-19} {limit,10} {ratio,6} {target,-14} {met}".TrimEnd();

    private static string Number(double? value) => value is not { } number ? "" : Math.Abs(number) switch
    {
        >= 1000 => number.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
        _ => number.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
