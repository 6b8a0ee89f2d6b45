using Microsoft.Extensions.Options;

namespace Orchestrator.Activities.Billing;

internal sealed class CostSources : ICostSources
{
    private readonly Dictionary<string, ICostSource> _byName = new(StringComparer.Ordinal);

    public CostSources(IOptions<BillingOptions> options, IEnumerable<ICostSourceFactory> factories)
    {
        var byKind = factories.ToDictionary(f => f.Kind, StringComparer.Ordinal);
        var all = new List<ICostSource>();
        foreach (var registration in options.Value.Sources)
        {
            if (!byKind.TryGetValue(registration.Kind, out var factory))
                throw new InvalidOperationException($"Cost source '{registration.Name}' is of kind '{registration.Kind}'; known kinds: {string.Join(", ", byKind.Keys)}.");
            var source = factory.Create(registration);
            if (!_byName.TryAdd(source.Name, source))
                throw new InvalidOperationException($"Two cost sources are named '{source.Name}'; each needs a name of its own.");
            all.Add(source);
        }

        All = all;
    }

    public IReadOnlyList<ICostSource> All { get; }

    public ICostSource? Find(string name) => _byName.GetValueOrDefault(name);
}
