using System.Security.Cryptography;
using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>
/// This server's own SNMP engine (RFC 3411 5, RFC 3414 2.2): its id is made once and kept, its boots are counted durably before anything is received or sent, its time is the
/// seconds since. Safe for concurrent use.
/// </summary>
internal sealed class LocalEngine
{
    /// <summary>An engine that has reached it accepts no more authenticated messages until it gets a new id.</summary>
    public const int MaxBoots = int.MaxValue;

    private const int RandomOctets = 12;

    private readonly TimeProvider _time;
    private readonly long _startedAt;

    public LocalEngine(byte[] id, int boots, TimeProvider time)
    {
        Id = id;
        Boots = boots;
        _time = time;
        _startedAt = time.GetTimestamp();
    }

    public byte[] Id { get; }

    public int Boots { get; }

    /// <summary>Seconds since the start.</summary>
    public int Time => (int)Math.Min(_time.GetElapsedTime(_startedAt).TotalSeconds, int.MaxValue);

    /// <summary>Hundredths of a second since the start, modulo 2³².</summary>
    public uint Uptime => (uint)(long)(_time.GetElapsedTime(_startedAt).TotalMilliseconds / 10);

    /// <summary>
    /// Reads id and boots from <c>snmp/engine.json</c> in the folder, makes them when there are none, and counts this start: the file is on disk when this returns. Throws
    /// <see cref="InvalidOperationException"/> when the file is there and cannot be read, for a new id would lock out every sender that knows the old one.
    /// </summary>
    public static LocalEngine Start(string dataFolder, TimeProvider time)
    {
        var folder = Path.Combine(dataFolder, "snmp");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "engine.json");
        var state = Read(file) ?? new EngineState(Convert.ToHexStringLower(NewId()), 0);
        if (state.Boots < MaxBoots)
            state = state with { Boots = state.Boots + 1 };
        DurableFile.Replace(file, JsonSerializer.SerializeToUtf8Bytes(state, PlainJson.Options));
        return new LocalEngine(Convert.FromHexString(state.EngineId), state.Boots, time);
    }

    private static EngineState? Read(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            var state = JsonSerializer.Deserialize<EngineState>(File.ReadAllBytes(file), PlainJson.Options);
            if (state is { Boots: >= 0 } && Convert.FromHexString(state.EngineId).Length is >= 5 and <= 32)
                return state;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentNullException)
        {
            throw Unreadable(file, exception);
        }

        throw Unreadable(file, null);
    }

    private static InvalidOperationException Unreadable(string file, Exception? cause) => new(
        $"'{file}' does not hold the SNMP engine's id and boots. Restore it from a backup; or delete it, and give the new engine id to every SNMPv3 sender of informs.", cause);

    /// <summary>RFC 3411 5: first bit set, enterprise number, format 5 (octets of the maker's choice). The enterprise is RFC 5612's, which is nobody's; the octets make it unique.</summary>
    private static byte[] NewId() => [0x80, 0x00, 0x7E, 0xD9, 0x05, .. RandomNumberGenerator.GetBytes(RandomOctets)];

    private sealed record EngineState(string EngineId, int Boots);
}
