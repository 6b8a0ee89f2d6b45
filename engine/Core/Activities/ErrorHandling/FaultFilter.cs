using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Chooses faults by code and type. An empty list lets all through; a <c>*</c> at the end stands for any ending.</summary>
internal sealed record FaultFilter
{
    public IReadOnlyList<string> Codes { get; init; } = [];

    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Codes that never match.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    public bool TransientOnly { get; init; }

    public bool Matches(ActivityFault fault) =>
        (!TransientOnly || fault.IsTransient)
        && (Codes.Count == 0 || Codes.Any(code => Fits(code, fault.Code)))
        && (Types.Count == 0 || Types.Any(type => Fits(type, fault.Type)))
        && !Except.Any(code => Fits(code, fault.Code));

    public static IReadOnlyList<string> Read(Input<List<string>>? input, ActivityExecutionContext context) =>
        [.. (input.GetOrDefault(context) ?? []).Select(text => text.Trim()).Where(text => text.Length > 0)];

    private static bool Fits(string pattern, string text) => pattern.EndsWith('*')
        ? text.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
        : text.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
