using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Cli.Completion;
using Orchestrator.Server.Cli.Effects;
using Orchestrator.Server.Cli.Instances;
using Orchestrator.Server.Cli.Sending;
using Orchestrator.Server.Cli.Workflows;
using Orchestrator.Server.Hosting;
using Orchestrator.Server.Torture;

namespace Orchestrator.Server.Cli;

/// <summary>The command <c>orchestrator</c>.</summary>
internal static class OrchestratorCommand
{
    /// <summary>Version of the product without build metadata.</summary>
    public static string Version { get; } =
        typeof(OrchestratorCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Orchestrator: runs workflows for vCloud Director tenants – functions, autoscaling, billing.")
        {
            Serve(),
            WorkflowCommands.Create(),
            InstanceCommands.Create(),
            EffectCommands.Create(),
            TrapCommands.Create(),
            MessageCommands.Create(),
            Lab(),
            CompletionCommand.Create(),
            DocsCommand.Create(),
            TortureCommand.Create(),
            ShowVersion(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            await Console.Error.WriteLineAsync($"orchestrator: {string.Join(' ', parsed.Errors.Select(e => e.Message))} See 'orchestrator --help'.");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (StartupException exception)
        {
            await Console.Error.WriteLineAsync($"orchestrator: {exception.Message}");
            return exception.ExitCode;
        }
        catch (CliException exception)
        {
            await Console.Error.WriteLineAsync($"orchestrator: {exception.Message}");
            return exception.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Ok;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync($"orchestrator: this is a bug; please report it with what follows.{Environment.NewLine}{exception}");
            return ExitCode.Unexpected;
        }
    }

    private static Command Serve()
    {
        var arguments = new ServeArguments();
        var command = new Command("serve", "Runs the orchestrator: HTTP, console, SNMP, AMQP and the engine in one process.");
        foreach (var option in arguments.All)
            command.Add(option);
        command.SetAction((parsed, cancellationToken) => ServeRunner.RunAsync(ServerOptionsReader.Read(parsed, arguments), cancellationToken));
        return command;
    }

    private static Command Lab()
    {
        var urls = EnvironmentOption.Text("--urls", "ORCHESTRATOR_LAB_URLS", "URL", "Where the simulated vCD and vROps listen.", "http://127.0.0.1:8090");
        var data = EnvironmentOption.Text("--data", "ORCHESTRATOR_LAB_DATA", "DIR", "Folder that keeps their state.", "./data");
        var amqp = EnvironmentOption.Text("--amqp", "ORCHESTRATOR_LAB_AMQP", "URI", "RabbitMQ that the simulated vCD publishes to; without it only its own MQTT bus.");
        var command = new Command("lab", "Runs the simulated vCD and vROps alone.") { urls, data, amqp };
        command.SetAction((parsed, cancellationToken) => LabRunner.RunAsync(
            ServerOptionsReader.ReadUrls(urls.Of(parsed)!),
            data.Of(parsed)!,
            amqp.Of(parsed) is { } broker ? ServerOptionsReader.ReadUri(amqp, broker, "amqp", "amqps") : null,
            cancellationToken));
        return command;
    }

    private static Command ShowVersion()
    {
        var command = new Command("version", "Prints the version.");
        command.SetAction(_ =>
        {
            Console.WriteLine($"orchestrator {Version}");
            return ExitCode.Ok;
        });
        return command;
    }
}
