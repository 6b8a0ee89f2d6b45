using CsCheck;

namespace Orchestrator.Tests.Core;

/// <summary>A random flowchart without loops whose activities are all reached by connections from the first.</summary>
/// <param name="Size">Activities, named n0 to n{Size - 1}; connections lead from lower to higher numbers.</param>
/// <param name="Bits">Which connections there are.</param>
/// <param name="Kinds">0, 1: a line; 2: waits for an event; 3: a decision.</param>
/// <param name="Choices">What decisions give.</param>
/// <param name="Order">Which of the waiting events comes next.</param>
public sealed record RandomFlow(int Size, bool[] Bits, int[] Kinds, bool[] Choices, int[] Order)
{
    private const int Largest = 9;

    public static readonly Gen<RandomFlow> Any = Gen.Select(
        Gen.Int[2, Largest],
        Gen.Bool.Array[Largest * Largest],
        Gen.Int[0, 3].Array[Largest],
        Gen.Bool.Array[Largest],
        Gen.Int[0, 7].Array[16],
        (size, bits, kinds, choices, order) => new RandomFlow(size, bits, kinds, choices, order));

    /// <summary>The same without decisions, so that every connection is followed.</summary>
    public static readonly Gen<RandomFlow> WithoutDecisions = Any.Select(flow => flow with { Kinds = [.. flow.Kinds.Select(kind => kind == 3 ? 0 : kind)] });

    public IEnumerable<int> Nodes => Enumerable.Range(0, Size);

    public bool IsDecision(int node) => Kinds[node] == 3;

    public IReadOnlyList<int> SourcesOf(int node)
    {
        var sources = Enumerable.Range(0, node).Where(source => Bits[(source * Largest) + node]).ToList();
        return sources.Count > 0 || node == 0 ? sources : [node - 1];
    }

    public IEnumerable<int> Ends => Nodes.Where(node => Nodes.All(target => !SourcesOf(target).Contains(node)));

    /// <summary>Whether the connection is followed when its source completes.</summary>
    public bool IsFollowed(int source, int target) => !IsDecision(source) || PortOf(source, target) == (Choices[source] ? "True" : "False");

    public string Activity(int node, string mode) => Kinds[node] switch
    {
        2 => With(Json.Event($"n{node}"), mode),
        3 => With($$"""{"id":"n{{node}}","type":"Elsa.FlowDecision","version":1,"condition":{{Json.Literal(Choices[node] ? "true" : "false")}} }""", mode),
        _ => With(Json.Line($"n{node}"), mode),
    };

    public IEnumerable<string> Connections => Nodes.SelectMany(target => SourcesOf(target).Select(source => $"n{source}:{PortOf(source, target)}>n{target}"));

    /// <summary>The definition, with a merge mode for every activity.</summary>
    public string Definition(Func<int, string> mode) => Json.Workflow(Json.Flow(string.Join(',', Nodes.Select(node => Activity(node, mode(node)))), [.. Connections]));

    private string PortOf(int source, int target) => !IsDecision(source) ? "Done" : (source + target) % 2 == 0 ? "True" : "False";

    private static string With(string activity, string mode) =>
        activity.Insert(activity.Length - 1, $$""","customProperties":{"mergeMode":"{{mode}}"}""");
}
