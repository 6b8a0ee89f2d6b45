using System.CommandLine;
using System.Globalization;
using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Captures;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Traps;

/// <summary>
/// <c>orchestrator trap replay FILE</c>: asks a server what its rules would do with recorded traps, and changes nothing; with <c>--send</c> sends them to a receiver.
/// </summary>
internal static class TrapReplayCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Capture of tcpdump or Wireshark (pcap, pcapng), or text with one datagram in hexadecimal digits per line." };
        var client = new ClientArguments();
        var port = new Option<int?>("--port") { Description = "Take datagrams to this UDP port only; without it all that look like SNMP." };
        var send = new Option<string?>("--send") { Description = "Send the datagrams to this receiver instead, once, in their order.", HelpName = "IP:PORT" };
        var rate = new Option<int>("--rate") { Description = "Datagrams a second with --send; 0: as fast as possible.", DefaultValueFactory = _ => 1_000 };
        var all = new Option<bool>("--all") { Description = "Print a line for every datagram, not only for those that are not delivered.", Arity = ArgumentArity.Zero };
        var command = new Command("replay", "Tells what the rules would do with recorded traps, and changes nothing; with --send sends them.\n\nExample: orchestrator trap replay storm.pcap --all") { file, port, send, rate, all };
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var printer = client.Printer(parsed);
            var datagrams = Read(parsed.GetValue(file)!, parsed.GetValue(port), printer);
            if (parsed.GetValue(send) is { } target)
                return await TrapReplaySender.SendAsync(datagrams, Receiver(target), Math.Max(0, parsed.GetValue(rate)), cancellationToken);
            using var api = client.Connect(parsed);
            return await TrapReplayTrial.RunAsync(datagrams, api, printer, parsed.GetValue(all), cancellationToken);
        });
        return command;
    }

    private static IReadOnlyList<CapturedDatagram> Read(string path, int? port, Printer printer)
    {
        Capture capture;
        try
        {
            capture = CaptureReader.Read(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{path}: {exception.Message}") { ExitCode = ExitCode.Usage };
        }

        var datagrams = capture.Datagrams.Where(datagram => port is { } wanted ? datagram.DestinationPort == wanted : datagram.LooksLikeSnmp).ToList();
        printer.Progress(string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: {capture.Format}, {datagrams.Count} datagrams; left out: {capture.Datagrams.Count - datagrams.Count} others, {capture.Skipped} packets that are no UDP, {capture.Fragments} fragments."));
        return datagrams.Count > 0 ? datagrams : throw new StartupException($"{path}: there is no SNMP datagram in it; give --port when its port is known.") { ExitCode = ExitCode.Usage };
    }

    private static IPEndPoint Receiver(string text) => IPEndPoint.TryParse(text, out var endPoint) && endPoint.Port > 0
        ? endPoint
        : throw new StartupException($"--send: '{text}' is no IP:PORT, such as 127.0.0.1:1162.") { ExitCode = ExitCode.Usage };
}
