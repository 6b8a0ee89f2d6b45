using System.Runtime.InteropServices;
using Orchestrator.Lab;

namespace Orchestrator.Server.Hosting;

/// <summary>Runs the lab alone until the process is told to stop.</summary>
internal static class LabRunner
{
    public static async Task<int> RunAsync(string url, string data, Uri? amqp, CancellationToken cancellationToken)
    {
        var folder = DataFolders.Prepare(data);
        var file = Path.Combine(folder.Path, EmbeddedLab.DataFile);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await using var lab = await LabServer.StartAsync(new LabOptions { Url = url, DataFile = file, Amqp = amqp, Mqtt = true }, cancellationToken);
            Console.WriteLine($"The lab is ready: vCD and vROps at {lab.BaseUrl}, state in {file}.");
            Console.WriteLine("Sign in to vCD as administrator@System, ann@pscoe or bob@acme, to vROps as admin; the password is lab.");
            await lab.RunAsync(stop.Token);
            return ExitCode.Ok;
        }
        catch (InvalidDataException exception)
        {
            throw new StartupException($"The lab's state in '{file}' cannot be read: {exception.Message} Mend it, or move it away to begin anew.", exception);
        }
        catch (IOException exception)
        {
            throw new StartupException($"The lab cannot listen on {url}: {exception.Message}", exception);
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
