using Orchestrator.Lab;

namespace Orchestrator.Tests.VCloud.Autoscaling;

/// <summary>A lab with quick tasks and a folder for the database, for one test.</summary>
public abstract class AutoscaleFixture : IAsyncLifetime
{
    internal string Folder { get; } = Directory.CreateTempSubdirectory("autoscale-").FullName;

    internal LabServer Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Lab = await LabServer.StartAsync(
        new LabOptions { TaskDuration = TimeSpan.FromMilliseconds(50), CycleInterval = TimeSpan.FromMilliseconds(100) }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Lab.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal string[] Vms() => [.. Lab.World.Vms.Where(v => v.VApp == "shop").Select(v => v.Name).Order(StringComparer.Ordinal)];

    internal string[] PoolMembers() => [.. Lab.World.Pools.Single(p => p.Name == "web-pool").Members.Select(m => m.Name).Order(StringComparer.Ordinal)];

    internal string[] GroupMembers() => [.. Lab.World.Groups.Single(g => g.Name == "autoscale shop").Included.Select(n => n.Split(' ')[0]).Order(StringComparer.Ordinal)];

    internal void AssertEverywhere(params string[] names)
    {
        Assert.Equal(names, Vms());
        Assert.Equal(names, PoolMembers());
        Assert.Equal(names, GroupMembers());
    }
}
