using System.Net;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Rules;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Benchmarks.Harness;

namespace Orchestrator.Benchmarks.Ingress;

/// <summary>Ten million mutated datagrams through the same door as real ones.</summary>
internal sealed class Fuzz : IBenchmark
{
    private const int Count = 10_000_000;

    public string Name => "ingress-fuzz";

    public string Description => "10 million mutated datagrams: no exception, no growth";

    public bool IsLong => true;

    public Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        var users = new UsmUsers();
        users.Replace([SampleTraps.User, UsmUser.Create("open")]);
        var admission = new TrapAdmission(
            new SnmpTrapOptions(), new UsmInbound(users, new LocalEngine([0x80, 0, 0, 0, 1], 1, TimeProvider.System), new RemoteEngines(null, TimeProvider.System), TimeProvider.System), () => TrapRuleSet.Empty);
        var seeds = Enumerable.Range(0, 50).SelectMany(i => (byte[][])[SampleTraps.V2(i), SampleTraps.Encrypted(i), SampleTraps.V1(i)]).ToArray();
        var mutator = new Mutator(20260101);
        var (exceptions, accepted) = (0L, 0L);
        var count = (int)(Count * context.Scale);
        RunPart(count / 20);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        RunPart(count);
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;

        context.Report("mutated datagrams", count, "");
        context.Report("mutated datagrams that were still traps", accepted, "");
        context.Report("exceptions", exceptions, "", target: Target.AtMost(0));
        context.Report("growth of managed memory", growth / 1024.0, "KB", target: Target.AtMost(1_024));
        return Task.CompletedTask;

        void RunPart(int part)
        {
            for (var i = 0; i < part; i++)
            {
                var datagram = mutator.Mutate(seeds[i % seeds.Length]);
                try
                {
                    if (admission.Admit(datagram, IPAddress.Loopback, out var kept, out _, out _) == SnmpRefusal.None && SnmpMessage.TryReadStored(kept, out _) == SnmpRefusal.None)
                        accepted++;
                }
                catch (Exception exception) when (exception is not OutOfMemoryException)
                {
                    exceptions++;
                    Console.Error.WriteLine($"{Convert.ToHexString(datagram)}: {exception}");
                }
            }
        }
    }
}
