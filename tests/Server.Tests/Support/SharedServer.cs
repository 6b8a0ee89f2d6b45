[assembly: AssemblyFixture(typeof(Orchestrator.Tests.Server.Support.SharedServer))]

namespace Orchestrator.Tests.Server.Support;

/// <summary>One server for the tests that leave it as they found it.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public TestServer It { get; private set; } = null!;

    public async ValueTask InitializeAsync() => It = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => It.DisposeAsync();
}
