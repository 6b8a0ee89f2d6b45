namespace Orchestrator.Core;

/// <summary>Text that goes out as it is.</summary>
internal sealed record LiquidRaw(string Text)
{
    public override string ToString() => Text;
}
