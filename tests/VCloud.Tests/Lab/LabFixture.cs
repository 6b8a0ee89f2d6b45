using Microsoft.Extensions.Time.Testing;
using Orchestrator.Lab;

namespace Orchestrator.Tests.VCloud.Lab;

/// <summary>A lab of one test, whose clock stands until the test moves it.</summary>
public abstract class LabFixture : IAsyncLifetime
{
    internal static readonly TimeSpan TaskDuration = TimeSpan.FromSeconds(10);
    internal static readonly TimeSpan Cycle = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("lab-").FullName;

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 5, 0, 0, TimeSpan.Zero));

    internal LabServer Server { get; private set; } = null!;

    internal string DataFile => Path.Combine(_folder, "lab.json");

    public async ValueTask InitializeAsync() => await RestartAsync();

    /// <summary>Starts again from the file, as after a kill.</summary>
    internal async Task RestartAsync()
    {
        if (Server is not null)
            await Server.DisposeAsync();
        Server = await LabServer.StartAsync(new LabOptions { DataFile = DataFile, TimeProvider = Clock, TaskDuration = TaskDuration, CycleInterval = Cycle }, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
