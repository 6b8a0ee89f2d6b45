using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Runtime;

namespace Orchestrator.Tests.Runtime;

public sealed class TenantLookupTests : IDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_tenant_that_its_source_has_since_a_moment_ago_is_found()
    {
        var source = new Source();
        await using var host = await StartAsync(source);
        var lookup = host.Services.GetRequiredService<ITenantLookup>();

        Assert.Null(await lookup.FindAsync("young", CancellationToken.None));
        source.Tenants.Add(new Tenant("young", "33333333-3333-4333-8333-333333333333", "Young"));
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("young", (await lookup.FindAsync("urn:vcloud:org:33333333-3333-4333-8333-333333333333", CancellationToken.None))?.Name);
    }

    [Fact]
    public async Task Many_messages_of_tenants_that_do_not_exist_ask_the_sources_once()
    {
        var source = new Source();
        await using var host = await StartAsync(source);
        var lookup = host.Services.GetRequiredService<ITenantLookup>();

        var found = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => lookup.FindAsync($"nobody-{n}", CancellationToken.None).AsTask()));

        Assert.All(found, Assert.Null);
        Assert.Equal(1, source.Refreshes);
    }

    private async Task<RuntimeHost> StartAsync(Source source)
    {
        var host = await RuntimeHost.StartAsync(folder.Path, time, services => services.AddSingleton<ITenantSource>(source));
        source.Directory = host.Services.GetRequiredService<ITenantDirectory>();
        return host;
    }

    private sealed class Source : ITenantSource
    {
        public List<Tenant> Tenants { get; } = [];

        public int Refreshes { get; private set; }

        public ITenantDirectory? Directory { get; set; }

        public async ValueTask RefreshAsync(CancellationToken cancellationToken)
        {
            Refreshes++;
            foreach (var tenant in Tenants)
                await Directory!.SaveAsync(tenant, cancellationToken);
        }
    }
}
