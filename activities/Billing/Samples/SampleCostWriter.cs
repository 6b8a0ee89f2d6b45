using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Billing;

/// <summary>Writes the sample data before anything collects it. Files of earlier months stay as they are.</summary>
internal sealed partial class SampleCostWriter(DataFolder data, TimeProvider time, IOptions<BillingOptions> options, ILogger<SampleCostWriter> logger) : IHostedService
{
    public static string Folder(DataFolder data) => Path.Combine(data.Path, "lab", "costs");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.WriteSamples)
            return;
        var folder = Folder(data);
        Directory.CreateDirectory(folder);
        foreach (var (name, json) in SampleCosts.Files(time.GetUtcNow()))
        {
            // Renamed into place, so that a reader never sees half a file.
            var file = Path.Combine(folder, name);
            await File.WriteAllBytesAsync(file + ".new", json, cancellationToken);
            File.Move(file + ".new", file, overwrite: true);
        }

        LogWritten(folder);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
