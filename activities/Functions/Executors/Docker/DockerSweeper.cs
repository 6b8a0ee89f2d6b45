using System.Globalization;
using Docker.DotNet.Models;
using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>Clears away what nobody needs any more: containers and images of versions that are gone, containers of calls that are over.</summary>
internal sealed class DockerSweeper(DockerEngine engine, FunctionContainers containers, FunctionImages images, DockerExecutor executor, DockerNames names, IFunctionStore store)
{
    /// <summary>Gives how many containers and images were removed.</summary>
    public async ValueTask<int> SweepAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var container in await containers.ListAsync(null, cancellationToken))
        {
            // A container without a number is one of the builder's own.
            if (!container.Labels.ContainsKey(DockerNames.SlotLabel))
                continue;
            var version = await VersionOfAsync(container.Labels, cancellationToken);
            if (version is null)
            {
                await containers.RemoveAsync(container.ID, cancellationToken);
                removed++;
            }
            else
            {
                await executor.FreeExpiredAsync(version, cancellationToken);
                var index = container.Labels.TryGetValue(DockerNames.SlotLabel, out var slot) && int.TryParse(slot, CultureInfo.InvariantCulture, out var number) ? number : -1;
                if (container.State == "running" && !executor.IsLeased(version, index))
                    await containers.StopAsync(container.ID, cancellationToken);
            }
        }

        foreach (var image in await ListImagesAsync(cancellationToken))
        {
            if (image.Labels is not null && await VersionOfAsync(image.Labels, cancellationToken) is null)
            {
                await images.RemoveAsync(image.ID, cancellationToken);
                removed++;
            }
        }

        return removed;
    }

    private async ValueTask<IList<ImagesListResponse>> ListImagesAsync(CancellationToken cancellationToken) =>
        await engine.RunAsync("list images", client => client.Images.ListImagesAsync(new() { Filters = names.Filter() }, cancellationToken));

    /// <summary>The version that something belongs to; null when it is gone.</summary>
    private async ValueTask<FunctionVersion?> VersionOfAsync(IDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        if (!labels.TryGetValue(DockerNames.TenantLabel, out var tenant)
            || !labels.TryGetValue(DockerNames.FunctionLabel, out var name)
            || !labels.TryGetValue(DockerNames.VersionLabel, out var text)
            || !int.TryParse(text, CultureInfo.InvariantCulture, out var number))
            return null;
        var record = await store.FindAsync(tenant, name, cancellationToken);
        return record?.Versions.Contains(number) == true ? await store.FindVersionAsync(tenant, name, number, cancellationToken) : null;
    }
}
