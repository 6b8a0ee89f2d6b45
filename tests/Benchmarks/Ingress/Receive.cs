using System.Net;
using System.Net.Sockets;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Rules;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Benchmarks.Harness;

namespace Orchestrator.Benchmarks.Ingress;

/// <summary>Processor time per trap over loopback: a bare receive loop, the same loop with decoding and ten rules, and snmptrapd.</summary>
internal sealed class Receive : IBenchmark
{
    private const double Rate = 20_000;
    private const double DaemonRate = 2_000;
    private const int Rounds = 5;

    private readonly byte[][] _datagrams = [.. Enumerable.Range(0, 1_000).Select(number => SampleTraps.V2(number))];

    public string Name => "ingress-receive";

    public string Description => "CPU per SNMP trap over loopback: a plain loop, the receiver's own loop, the same with decoding and ten rules, net-snmp's snmptrapd";

    public async Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        var rules = Rules();
        var admission = new TrapAdmission(new SnmpTrapOptions(), new UsmInbound(new UsmUsers(), new LocalEngine([0x80, 0, 0, 0, 1], 1, TimeProvider.System), new RemoteEngines(null, TimeProvider.System), TimeProvider.System), () => rules);
        var sources = new SourceTable([], 1_000_000, 1_000_000, TimeProvider.System);
        var (plain, bare, whole) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            plain.Add(await MeasureAsync(socket => Plain(socket), context));
            bare.Add(await MeasureAsync(socket => Loop(socket, (_, _) => { }), context));
            whole.Add(await MeasureAsync(socket => Loop(socket, (bytes, address) => Take(bytes, address, admission, sources)), context));
        }

        var limit = Spread.Of(bare).Median;
        context.Report("one datagram per call, CPU", Spread.Of(plain), "µs");
        context.Report("receive only, CPU", Spread.Of(bare), "µs");
        context.Report("receive, decode, match, CPU", Spread.Of(whole), "µs", limit, Target.AtMostOfLimit(1.25));
        if (await MeasureDaemonAsync(context, cancellationToken) is { } daemon)
            context.Report("snmptrapd to ours, CPU", daemon / Spread.Of(whole).Median, "×", target: Target.AtLeast(15));
    }

    private static void Take(ReadOnlySpan<byte> bytes, SocketAddress address, TrapAdmission admission, SourceTable sources)
    {
        var source = sources.Find(address);
        if (!sources.TrySpend(source) || admission.Admit(bytes, source.EndPoint.Address, out _, out _, out _) != SnmpRefusal.None)
            throw new InvalidOperationException("The sample is refused.");
    }

    /// <summary>Ten rules of which the last matches.</summary>
    private static TrapRuleSet Rules()
    {
        var names = new SnmpNameTable();
        TrapRule Rule(int number, TrapRuleMatch match) => new() { Id = $"r{number}", Order = number, Match = match, Then = new TrapRuleThen { Priority = TrapPriority.High } };
        return new TrapRuleSet(Enumerable.Range(0, 10).Select(number => TrapRuleCompiler.Compile(
            number < 9
                ? Rule(number, new TrapRuleMatch { OidPrefixes = [$"1.3.6.1.4.1.{9 + number}"] })
                : Rule(number, new TrapRuleMatch { OidPrefixes = [SampleTraps.Vrops], Variables = [new TrapRuleCondition { Variable = "DefinitionDesc", StartsWith = "scale-out:" }] }),
            names,
            new Dictionary<string, string[]>())!));
    }

    /// <summary>Microseconds of the receiving thread per datagram.</summary>
    private async Task<double> MeasureAsync(Func<Socket, double> loop, BenchmarkContext context)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        SocketBuffer.Enlarge(socket, 16 * 1024 * 1024);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.ReceiveTimeout = 500;
        var receiving = Task.Factory.StartNew(() => loop(socket), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await PacedSender.SendAsync((IPEndPoint)socket.LocalEndPoint!, _datagrams, Rate, context.Seconds(1));
        return await receiving;
    }

    /// <summary>As the receiver does it; ends when nothing came for half a second.</summary>
    private static double Loop(Socket socket, ReadOnlySpanAction take)
    {
        using var reader = DatagramReader.Open(socket, TimeProvider.System);
        var address = new SocketAddress(AddressFamily.InterNetwork);
        var (count, start, end) = (0L, ThreadClock.Microseconds(), 0.0);
        for (int batch; (batch = reader.Receive()) > 0; count += batch, end = ThreadClock.Microseconds())
        {
            for (var i = 0; i < batch; i++)
                take(reader.Datagram(i, address), address);
        }

        return (end - start) / count;
    }

    private static double Plain(Socket socket)
    {
        var buffer = new byte[65_536];
        var address = new SocketAddress(AddressFamily.InterNetwork);
        var (count, start, end) = (0L, ThreadClock.Microseconds(), 0.0);
        try
        {
            while (true)
            {
                socket.ReceiveFrom(buffer, SocketFlags.None, address);
                count++;
                end = ThreadClock.Microseconds();
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.TimedOut)
        {
            return (end - start) / count;
        }
    }

    private async Task<double?> MeasureDaemonAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        using var daemon = await TrapDaemon.StartAsync(context.Folder, cancellationToken);
        if (daemon is null)
            return null;
        var before = daemon.CpuMicroseconds;
        await PacedSender.SendAsync(daemon.EndPoint, _datagrams, DaemonRate, context.Seconds(3));
        var count = await daemon.CountAsync(cancellationToken);
        return (daemon.CpuMicroseconds - before) / count;
    }

    private delegate void ReadOnlySpanAction(ReadOnlySpan<byte> bytes, SocketAddress address);
}
