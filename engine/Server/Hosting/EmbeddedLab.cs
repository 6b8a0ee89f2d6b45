using Orchestrator.Lab;
using Orchestrator.Runtime;

namespace Orchestrator.Server.Hosting;

/// <summary>
/// The lab in this process, on a loopback port of its own. The port is kept in the data folder: vCD's answers hold absolute addresses, and a workflow that waits over a
/// restart must find them again.
/// </summary>
internal sealed class EmbeddedLab : IAsyncDisposable
{
    public const string DataFile = "lab.json";
    private const string AddressFile = "lab.url";
    private readonly LabServer _server;

    private EmbeddedLab(LabServer server) => _server = server;

    public Uri Url => _server.BaseUrl;

    public RemoteSystem Vcd => new(Url, "administrator", "lab");

    public RemoteSystem Vrops => new(Url, "admin", "lab");

    /// <param name="amqp">Broker that the simulated vCD publishes to; null: none, and it has its own MQTT bus only.</param>
    public static async Task<EmbeddedLab> StartAsync(DataFolder folder, Uri? amqp, CancellationToken cancellationToken)
    {
        var addressFile = Path.Combine(folder.Path, AddressFile);
        var known = File.Exists(addressFile) ? (await File.ReadAllTextAsync(addressFile, cancellationToken)).Trim() : null;
        var url = Uri.TryCreate(known, UriKind.Absolute, out var uri) && uri.IsLoopback ? known! : "http://127.0.0.1:0";
        try
        {
            var server = await LabServer.StartAsync(new LabOptions { Url = url, DataFile = Path.Combine(folder.Path, DataFile), Amqp = amqp, Mqtt = true }, cancellationToken);
            DataFolders.WritePrivate(addressFile, System.Text.Encoding.UTF8.GetBytes(server.BaseUrl.GetLeftPart(UriPartial.Authority)));
            return new EmbeddedLab(server);
        }
        catch (InvalidDataException exception)
        {
            throw new StartupException($"The lab's state in '{Path.Combine(folder.Path, DataFile)}' cannot be read: {exception.Message} Mend it, or move it away to begin anew.", exception);
        }
        catch (IOException exception)
        {
            throw new StartupException($"The lab cannot listen on {url} (kept in '{addressFile}'): {exception.Message} Stop what uses that port, or delete the file.", exception);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
