using System.Text.Json;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>
/// What is known of engines that sent authenticated traps (RFC 3414 2.3): boots and the newest time. Kept in <c>snmp/engines.json</c>, so that a restart of this server opens
/// no window for old messages. One thread checks; any may save.
/// </summary>
internal sealed class RemoteEngines
{
    /// <summary>RFC 3414 2.2.3.</summary>
    public const int WindowSeconds = 150;

    /// <summary>Every entry has proved that it knows a user's key, so the bound only guards against a mistake of such a sender.</summary>
    private const int MaxEngines = 100_000;

    private readonly Dictionary<byte[], Engine> _engines = new(BytesComparer.Instance);
    private readonly Dictionary<byte[], Engine>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly string? _file;
    private bool _isChanged;
    private Engine? _last;
    private byte[] _lastId = [];

    /// <param name="dataFolder">Null: nothing is kept.</param>
    public RemoteEngines(string? dataFolder, TimeProvider time)
    {
        _time = time;
        _lookup = _engines.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (dataFolder is null)
            return;
        Directory.CreateDirectory(Path.Combine(dataFolder, "snmp"));
        _file = Path.Combine(dataFolder, "snmp", "engines.json");
        Load();
    }

    /// <summary>
    /// Checks the time window of an authenticated message and learns from it (RFC 3414 3.2 7 b). Gives a number that stands for the engine, or −1 when the message is too old.
    /// An engine that is not known is taken at its word.
    /// </summary>
    /// <param name="now">Of the time provider's <c>GetTimestamp</c>.</param>
    public int Check(ReadOnlySpan<byte> engineId, int boots, int time, long now)
    {
        if (boots == LocalEngine.MaxBoots)
            return -1;
        lock (_lock)
        {
            var engine = _last;
            if (engine is null || !engineId.SequenceEqual(_lastId))
            {
                if (_lookup.TryGetValue(engineId, out var id, out engine))
                    (_last, _lastId) = (engine, id);
            }

            if (engine is null)
            {
                if (_engines.Count >= MaxEngines)
                    return -1;
                engine = new Engine(_engines.Count, boots, time, now);
                _lookup[engineId] = engine;
                _isChanged = true;
                return engine.Number;
            }

            if (boots < engine.Boots || (boots == engine.Boots && time < engine.Time + _time.GetElapsedTime(engine.SeenAt, now).TotalSeconds - WindowSeconds))
                return -1;
            if (boots > engine.Boots || time > engine.Time)
            {
                _isChanged |= boots > engine.Boots;
                (engine.Boots, engine.Time, engine.SeenAt) = (boots, time, now);
            }

            return engine.Number;
        }
    }

    /// <summary>Writes the table when an engine was learnt or has booted.</summary>
    public void Save()
    {
        KnownEngine[] known;
        lock (_lock)
        {
            if (!_isChanged || _file is null)
                return;
            _isChanged = false;
            var (now, utcNow) = (_time.GetTimestamp(), _time.GetUtcNow());
            known = [.. _engines.Select(pair => new KnownEngine(Convert.ToHexStringLower(pair.Key), pair.Value.Boots, pair.Value.Time, utcNow - _time.GetElapsedTime(pair.Value.SeenAt, now)))];
        }

        DurableFile.Replace(_file, JsonSerializer.SerializeToUtf8Bytes(known, PlainJson.Options));
    }

    private void Load()
    {
        if (!File.Exists(_file))
            return;
        var (now, utcNow) = (_time.GetTimestamp(), _time.GetUtcNow());
        try
        {
            foreach (var known in JsonSerializer.Deserialize<KnownEngine[]>(File.ReadAllBytes(_file), PlainJson.Options) ?? [])
                _engines[Convert.FromHexString(known.EngineId)] = new Engine(_engines.Count, known.Boots, known.Time, now - (long)((utcNow - known.SeenAt).TotalSeconds * _time.TimestampFrequency));
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new InvalidOperationException($"'{_file}' does not hold the boots and times of SNMP engines. Restore it from a backup, or delete it: each engine is then learnt anew.", exception);
        }
    }

    private sealed class Engine(int number, int boots, int time, long seenAt)
    {
        public int Number { get; } = number;

        public int Boots { get; set; } = boots;

        public int Time { get; set; } = time;

        /// <summary>Timestamp of the newest message.</summary>
        public long SeenAt { get; set; } = seenAt;
    }

    private sealed record KnownEngine(string EngineId, int Boots, int Time, DateTimeOffset SeenAt);
}
