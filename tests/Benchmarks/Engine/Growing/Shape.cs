namespace Orchestrator.Benchmarks.Engine.Growing;

/// <summary>A workflow of a size, run from its start to its end.</summary>
/// <param name="Name">What grows, such as "loop iterations".</param>
/// <param name="Small">The smaller size; the larger one is ten times as much.</param>
/// <param name="Definition">Its JSON; gets the definition's id and the size.</param>
internal sealed record Shape(string Name, int Small, Func<string, int, string> Definition)
{
    /// <summary>Known wait in every run, which is not the engine's.</summary>
    public TimeSpan Waits { get; init; }

    /// <summary>Input <c>text</c> of a size; null: none.</summary>
    public Func<int, string>? Text { get; init; }

    /// <summary>Whether it is resumed by the event <c>go</c>.</summary>
    public bool NeedsEvent { get; init; }
}
