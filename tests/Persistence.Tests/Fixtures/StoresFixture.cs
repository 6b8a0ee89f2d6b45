using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Persistence;

/// <summary>Stores of their own, on a database or in memory.</summary>
public abstract class StoresFixture : IAsyncLifetime
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private ServiceProvider? _services;

    public FakeTimeProvider Time { get; } = new(Start);

    public ServiceProvider Services => _services ?? throw new InvalidOperationException("The stores are not open.");

    public IWorkflowStore Workflows => Services.GetRequiredService<IWorkflowStore>();

    public IDefinitionStore Definitions => Services.GetRequiredService<IDefinitionStore>();

    public IScheduleStore Schedules => Services.GetRequiredService<IScheduleStore>();

    public IDocumentStore Documents => Services.GetRequiredService<IDocumentStore>();

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public virtual ValueTask InitializeAsync()
    {
        Open();
        return ValueTask.CompletedTask;
    }

    /// <summary>A second set of services on the same data, as another process would have.</summary>
    public ServiceProvider NewServices() => Build(AddStores);

    /// <summary>Closes everything and opens it again.</summary>
    public async Task ReopenAsync()
    {
        await Services.DisposeAsync();
        Open();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        await DropAsync();
        GC.SuppressFinalize(this);
    }

    protected void Open() => _services = NewServices();

    protected ServiceProvider Build(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        add(services);
        return services.BuildServiceProvider();
    }

    protected abstract void AddStores(IServiceCollection services);

    protected abstract Task DropAsync();
}
