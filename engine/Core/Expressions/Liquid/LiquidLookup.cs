using DotLiquid;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Names that a template asks for one by one, so that only what is used is read.</summary>
internal sealed class LiquidLookup(Func<string, object?> find) : IIndexable, ILiquidizable
{
    public object? this[object key] => find(ValueConverter.ToText(key) ?? "") switch
    {
        TimeSpan span => span.ToString("c"),
        Guid id => id.ToString(),
        Uri uri => uri.ToString(),
        byte[] bytes => Convert.ToBase64String(bytes),
        var value => value,
    };

    public bool ContainsKey(object key) => true;

    public object ToLiquid() => this;
}
