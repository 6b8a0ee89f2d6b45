namespace Orchestrator.Workflows;

/// <summary>What a look for an earlier attempt found.</summary>
public readonly record struct EffectLookup<T>(bool Found, T? Result)
{
    public static readonly EffectLookup<T> NotFound;

    public static EffectLookup<T> Of(T result) => new(true, result);
}
