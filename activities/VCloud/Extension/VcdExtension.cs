using Microsoft.Extensions.Options;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.VCloud;

internal sealed class VcdExtension(VcdExtensionServices services, VcdMqttExtension mqtt, WantedRoutes wanted, IDocumentStore documents, IOptions<VcdOptions> options)
    : IVcdExtension, IDisposable
{
    private const string Collection = "vcd-extension";
    private readonly SemaphoreSlim _one = new(1, 1);

    private string Transport => options.Value.UsesMqtt ? "mqtt" : "amqp";

    public async ValueTask<VcdExtensionState> EnsureAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var (patterns, rights) = (wanted.Patterns, wanted.Rights);

            // Rights belong to the service whichever transport hands the requests over.
            var service = options.Value.UsesMqtt && rights.Count == 0 ? null : await services.EnsureServiceAsync(cancellationToken);
            if (service is not null)
                await services.EnsureRightsAsync(service, rights, cancellationToken);
            if (options.Value.UsesMqtt)
            {
                var topics = await mqtt.EnsureAsync(cancellationToken);
                await AlignAsync(patterns, await mqtt.ListFiltersAsync(cancellationToken), mqtt.AddFilterAsync, mqtt.RemoveFilterAsync, cancellationToken);
                return new VcdExtensionState(topics.Id, Transport, patterns, rights);
            }

            await services.UpdateServiceAsync(service!, cancellationToken);
            await AlignAsync(
                patterns,
                await services.ListFiltersAsync(service!, cancellationToken),
                async (pattern, token) => await services.AddFilterAsync(service!, pattern, token),
                services.RemoveFilterAsync,
                cancellationToken);
            return new VcdExtensionState(service!, Transport, patterns, rights);
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask<bool> RemoveAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var removed = options.Value.UsesMqtt && await mqtt.RemoveAsync(cancellationToken);
            removed |= await services.RemoveServiceAsync(cancellationToken);
            await documents.DeleteAsync(Collection, "", Transport, cancellationToken);
            return removed;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async ValueTask AlignAsync(
        IReadOnlyList<string> patterns,
        IReadOnlyDictionary<string, string> there,
        Func<string, CancellationToken, ValueTask> add,
        Func<string, CancellationToken, ValueTask> remove,
        CancellationToken cancellationToken)
    {
        var managed = (await documents.FindAsync<ManagedFilters>(Collection, "", Transport, cancellationToken))?.Value.Patterns ?? [];

        // Written before the filters are made: one that is on vCD is known as ours whenever the process dies.
        await documents.SaveAsync(Collection, "", Transport, new ManagedFilters([.. managed.Union(patterns.Except(there.Keys))]), null, cancellationToken);
        foreach (var pattern in patterns.Where(pattern => !there.ContainsKey(pattern)))
            await add(pattern, cancellationToken);
        foreach (var pattern in managed.Except(patterns).Where(there.ContainsKey))
            await remove(there[pattern], cancellationToken);
        await documents.SaveAsync(Collection, "", Transport, new ManagedFilters([.. managed.Union(patterns.Except(there.Keys)).Intersect(patterns)]), null, cancellationToken);
    }
}
