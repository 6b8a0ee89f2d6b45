using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Orchestrator.Persistence;
using Orchestrator.Server.FirstStart;
using Orchestrator.Server.Health;

namespace Orchestrator.Server.Hosting;

/// <summary>The whole orchestrator, running in this process; the command and the tests start the same.</summary>
public sealed class OrchestratorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly EmbeddedLab? _lab;

    private OrchestratorServer(WebApplication app, EmbeddedLab? lab, string url, FirstStartResult firstStart)
    {
        _app = app;
        _lab = lab;
        Url = url;
        FirstStart = firstStart;
    }

    /// <summary>First address of HTTP with the real port, without a slash at the end.</summary>
    public string Url { get; }

    /// <summary>Address of the lab; null without one.</summary>
    public Uri? LabUrl => _lab?.Url;

    /// <summary>UDP port of the trap listener; null when it is off.</summary>
    public int? SnmpPort => _app.Services.GetSnmpPort();

    public FirstStartResult FirstStart { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts everything; it is ready when the task completes. Reasons of the surroundings come as <see cref="StartupException"/>.</summary>
    public static Task<OrchestratorServer> StartAsync(ServerOptions options, CancellationToken cancellationToken = default) =>
        StartAsync(options, services => { }, cancellationToken);

    /// <param name="more">Services beside those of the product; tests add routes of their own.</param>
    internal static async Task<OrchestratorServer> StartAsync(ServerOptions options, Action<IServiceCollection> more, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = DataFolders.Prepare(options.DataFolder);
        var lab = options.Lab ? await EmbeddedLab.StartAsync(folder, options.Amqp, cancellationToken) : null;
        WebApplication? app = null;
        try
        {
            app = HostComposition.Build(options, folder, lab, more);
            await MigrateAsync(app.Services, cancellationToken);
            await app.Services.GetRequiredService<Seeding>().RunAsync(cancellationToken);
            await StartHostAsync(app, options, cancellationToken);
            var url = AddressOf(app);
            var firstStart = await app.Services.GetRequiredService<CredentialSeeder>().SeedAsync(url, cancellationToken);
            app.Services.GetRequiredService<ReadinessGate>().Open();
            return new OrchestratorServer(app, lab, url, firstStart);
        }
        catch
        {
            if (app is not null)
            {
                await app.StopAsync(CancellationToken.None);
                await app.DisposeAsync();
            }

            if (lab is not null)
                await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the process is told to stop and everything has stopped.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _app.WaitForShutdownAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_lab is not null)
            await _lab.DisposeAsync();
    }

    private static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or SocketException or TimeoutException)
        {
            throw new StartupException($"The database cannot be used: {exception.GetBaseException().Message.TrimEnd('.')}. Check --db and the data folder.", exception);
        }
        catch (OptionsValidationException exception)
        {
            throw new StartupException(exception.Message, exception) { ExitCode = ExitCode.Usage };
        }
    }

    private static async Task StartHostAsync(WebApplication app, ServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new StartupException($"The address {options.Urls} is in use by another process: stop that one or choose another address with --urls.", exception);
        }
        catch (Exception exception) when (exception.GetBaseException() is SocketException
        {
            SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable or SocketError.AccessDenied,
        })
        {
            throw new StartupException($"An address cannot be listened on (--urls {options.Urls}, --snmp {options.Snmp}): {exception.GetBaseException().Message}.", exception);
        }
        catch (OptionsValidationException exception)
        {
            throw new StartupException(exception.Message, exception) { ExitCode = ExitCode.Usage };
        }

        app.Services.GetRequiredService<StartupLogGate>().Open();
    }

    private static string AddressOf(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return addresses.First().TrimEnd('/')
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal);
    }
}
