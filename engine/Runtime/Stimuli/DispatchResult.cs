namespace Orchestrator.Runtime;

/// <summary>What a stimulus did. All of it is committed.</summary>
/// <param name="Started">Instances started now, or by an earlier stimulus with the same idempotency key.</param>
/// <param name="Resumed">Instances resumed now, or by an earlier stimulus with the same idempotency key.</param>
public sealed record DispatchResult(IReadOnlyList<string> Started, IReadOnlyList<string> Resumed)
{
    public static readonly DispatchResult Nothing = new([], []);

    public bool Matched => Started.Count + Resumed.Count > 0;
}
