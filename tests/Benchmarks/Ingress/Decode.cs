using System.Security.Cryptography;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Benchmarks.Harness;

namespace Orchestrator.Benchmarks.Ingress;

/// <summary>Reading traps in memory, one thread; per second of its processor time, so that what else runs does not count.</summary>
internal sealed class Decode : IBenchmark
{
    private const int Round = 2_000;

    public string Name => "ingress-decode";

    public string Description => "SNMP traps in memory: v2c against the platform's AsnDecoder, v3 SHA-1/AES-128 against one HMAC and one AES pass";

    public async Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        var plain = SampleTraps.V2(1);
        if (ReadPlain(plain) != ReadByAsn(plain))
            throw new InvalidOperationException("The two decoders do not read the same.");
        var encrypted = Enumerable.Range(0, Round).Select(SampleTraps.Encrypted).ToArray();
        var users = new UsmUsers();
        users.Replace([SampleTraps.User]);
        var inbound = new UsmInbound(users, new LocalEngine([0x80, 0, 0, 0, 1], 1, TimeProvider.System), new RemoteEngines(null, TimeProvider.System), TimeProvider.System);
        using var limit = new CryptoLimit(encrypted);
        Contender[] contenders =
        [
            new("own v2c", time => Loop(time, _ => ReadPlain(plain))),
            new("AsnDecoder", time => Loop(time, _ => ReadByAsn(plain))),
            new("own v3", time => Loop(time, i => ReadEncrypted(inbound, encrypted[i]))),
            new("HMAC and AES", time => Loop(time, i => limit.Pass(i))),
        ];

        var slices = await Contender.RunAsync(contenders, context.Seconds(2), context.Seconds(0.5), 9);

        var rates = slices.Select(slice => Spread.Of(slice.Select(s => s.Units / s.Cpu.TotalSeconds))).ToArray();
        context.Report("v2c decode", rates[0], "/s CPU", rates[1].Median, Target.AtLeastOfLimit(3));
        context.Report("v2c decode, allocated", Spread.Of(slices[0].Select(s => Math.Round(s.AllocatedKilobytesPerUnit * 1024, 2))), "B", target: Target.AtMost(0));
        context.Report("v3 SHA-1/AES-128 open", rates[2], "/s CPU", rates[3].Median, Target.AtLeastOfLimit(0.7));
        context.Report("v3 SHA-1/AES-128 open, allocated", Spread.Of(slices[2].Select(s => Math.Round(s.AllocatedKilobytesPerUnit * 1024, 2))), "B");
    }

    /// <summary>Both give the same facts, so that they do the same work.</summary>
    private static int ReadPlain(byte[] datagram) => SnmpMessage.TryRead(datagram, out var message) == SnmpRefusal.None
        ? Facts(message.TrapOid, message.VarBindCount, message.Uptime, message.RequestId)
        : throw new InvalidOperationException("The sample is no trap.");

    private static int ReadByAsn(byte[] datagram)
    {
        var identity = AsnTrap.Read(datagram, out var variables, out var uptime, out var requestId);
        return Facts(identity, variables, uptime, requestId);
    }

    private static int Facts(ReadOnlySpan<byte> identity, int variables, ulong uptime, long requestId) => identity.Length + variables + (int)uptime + (int)requestId;

    /// <summary>From the second round on the replay guard says that it knows the trap: after all of the work.</summary>
    private static int ReadEncrypted(UsmInbound inbound, byte[] datagram) =>
        inbound.TryOpen(datagram, out _, out var message, out _) is SnmpRefusal.None or SnmpRefusal.Replayed ? message.VarBindCount : throw new InvalidOperationException("The sample is no trap.");

    private static Task<long> Loop(TimeSpan time, Func<int, int> unit)
    {
        long done = 0;
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (System.Diagnostics.Stopwatch.GetElapsedTime(start) < time)
        {
            for (var i = 0; i < Round; i++)
                unit(i);
            done += Round;
        }

        return Task.FromResult(done);
    }

    /// <summary>The least that must be computed: the digest of the message, and the key stream of its encrypted part.</summary>
    private sealed class CryptoLimit : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, new byte[20]);
        private readonly Aes _aes = Aes.Create();
        private readonly ICryptoTransform _blocks;
        private readonly byte[][] _messages;
        private readonly byte[] _input;
        private readonly byte[] _stream;
        private readonly byte[] _digest = new byte[20];

        public CryptoLimit(byte[][] messages)
        {
            UsmHeader.TryRead(messages[0], out var header);
            _messages = messages;
            _input = new byte[(header.Data.Length + 15) / 16 * 16];
            _stream = new byte[_input.Length];
#pragma warning disable CA5358 // The block cipher alone is what is measured.
            _aes.Mode = CipherMode.ECB;
#pragma warning restore CA5358
            _aes.Padding = PaddingMode.None;
            _aes.KeySize = 128;
            _blocks = _aes.CreateEncryptor();
        }

        public int Pass(int number)
        {
            _hash.AppendData(_messages[number]);
            _hash.GetHashAndReset(_digest);
            return _blocks.TransformBlock(_input, 0, _input.Length, _stream, 0);
        }

        public void Dispose()
        {
            _hash.Dispose();
            _blocks.Dispose();
            _aes.Dispose();
        }
    }
}
