using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Rules;

namespace Orchestrator.Activities.Messaging.Snmp.Spooling;

/// <summary>
/// Accepted datagrams on disk, in order, until what they cause is committed: a process that dies reads them again when it starts. The spool is also the queue of the processing, so
/// that a slow or absent database fills the disk up to a bound and not the memory. One task appends, one reads, one settles; the rest is safe for concurrent use.
/// </summary>
internal sealed class TrapSpool : IDisposable
{
    private const long SegmentBytes = 16L * 1024 * 1024;
    private const int ReadBytes = 256 * 1024;

    private readonly string _folder;
    private readonly long _maxBytes;
    private readonly ArrayBufferWriter<byte> _writing = new(64 * 1024);
    private readonly byte[] _reading = new byte[ReadBytes];
    private readonly Lock _lock = new();
    private readonly LinkedList<SpoolSegment> _segments = [];
    private readonly SemaphoreSlim _appended = new(0, 1);
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _checkpoint;
    private SpoolSegment? _writer;
    private SpoolPosition _read;
    private SpoolPosition _settled;
    private long _next;
    private long _backlogHint;

    /// <summary>Opens the spool in <c>snmp/spool</c> of the data folder; what an earlier run has not settled will be read first.</summary>
    public TrapSpool(string dataFolder, long maxBytes)
    {
        _folder = Path.Combine(dataFolder, "snmp", "spool");
        _maxBytes = maxBytes;
        Directory.CreateDirectory(_folder);
        foreach (var path in Directory.GetFiles(_folder, "*.spool").Order(StringComparer.Ordinal))
        {
            if (!long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                continue;
            _next = number + 1;
            if (SpoolSegment.TryOpen(path, number) is { } segment)
                _segments.AddLast(segment);
            else
                File.Delete(path);
        }

        _checkpoint = File.OpenHandle(Path.Combine(_folder, "settled"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var settled = ReadCheckpoint();
        _next = Math.Max(_next, settled.Segment + 1);
        _read = _settled = _segments.First is { } first && settled.Segment < first.Value.Number ? new SpoolPosition(first.Value.Number, SpoolSegment.HeaderSize) : settled;
        Trim();
    }

    /// <summary>Bytes that wait for processing.</summary>
    public long Backlog
    {
        get
        {
            lock (_lock)
                return _segments.Sum(segment => segment.Number < _settled.Segment ? 0 : segment.Length - (segment.Number == _settled.Segment ? _settled.Offset : SpoolSegment.HeaderSize));
        }
    }

    /// <summary>False when the part of the disk for this priority is full.</summary>
    public bool HasRoom(TrapPriority priority) => Volatile.Read(ref _backlogHint) < _maxBytes * TrapQueue.ShareOf(priority);

    /// <summary>Writes datagrams and returns when they are on disk. Throws <see cref="IOException"/>; the same datagrams may then be given again.</summary>
    public void Append(IReadOnlyList<ReceivedDatagram> datagrams)
    {
        _writing.ResetWrittenCount();
        foreach (var datagram in datagrams)
            SpoolRecord.Write(_writing, datagram);
        if (_writer is null || _writer.Length >= SegmentBytes)
        {
            var segment = SpoolSegment.Create(_folder, _next);
            _next++;
            lock (_lock)
                _segments.AddLast(segment);
            _writer = segment;
        }

        _writer.Append(_writing.WrittenSpan);
        Volatile.Write(ref _backlogHint, Backlog);
        Signal();
    }

    /// <summary>Completes when there may be more to read.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _appended.WaitAsync(cancellationToken);

    /// <summary>Wakes <see cref="WaitAsync"/>.</summary>
    public void Signal()
    {
        lock (_appended)
        {
            if (_appended.CurrentCount == 0)
                _appended.Release();
        }
    }

    /// <summary>Up to where it was read.</summary>
    public SpoolPosition Position => _read;

    /// <summary>The next datagrams; none when all were read.</summary>
    public List<SpooledTrap> Read(int max)
    {
        var traps = new List<SpooledTrap>();
        while (traps.Count < max && CurrentSegment() is { } segment)
        {
            var length = segment.Read(_reading, _read.Offset);
            var at = 0;
            var size = 0;
            while (traps.Count < max)
            {
                var offset = _read.Offset;
                size = SpoolRecord.TryRead(
                    _reading.AsSpan(at, length - at), () => string.Create(CultureInfo.InvariantCulture, $"{segment.Id}{offset:x8}"), segment.IsRecovered, out var trap);
                if (size <= 0)
                    break;
                traps.Add(trap!);
                at += size;
                _read = _read with { Offset = _read.Offset + size };
            }

            if (at > 0)
                continue;

            // Nothing whole is left here. What follows in a segment of an earlier run was never accepted: its writing was cut off.
            if (!TryNextSegment(segment, isDamaged: size < 0))
                break;
        }

        return traps;
    }

    /// <summary>Notes that everything before a position is committed; whole segments before it are deleted. A crash before the note reaches the disk leads to a second reading.</summary>
    public void Settle(SpoolPosition position)
    {
        if (_settled == position)
            return;
        Span<byte> note = stackalloc byte[24];
        BinaryPrimitives.WriteInt64LittleEndian(note, position.Segment);
        BinaryPrimitives.WriteInt64LittleEndian(note[8..], position.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(note[16..], position.Segment ^ position.Offset ^ long.MinValue);
        RandomAccess.Write(_checkpoint, note, 0);
        lock (_lock)
            _settled = position;
        Trim();
        Volatile.Write(ref _backlogHint, Backlog);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var segment in _segments)
                segment.Dispose();
            _segments.Clear();
        }

        _checkpoint.Dispose();
        _appended.Dispose();
    }

    private SpoolSegment? CurrentSegment()
    {
        lock (_lock)
        {
            var segment = _segments.FirstOrDefault(candidate => candidate.Number >= _read.Segment);
            if (segment is not null && segment.Number > _read.Segment)
                _read = new SpoolPosition(segment.Number, SpoolSegment.HeaderSize);
            return segment;
        }
    }

    /// <summary>True: go on reading, in the next segment or in this one, to which something was appended in the meantime.</summary>
    private bool TryNextSegment(SpoolSegment segment, bool isDamaged)
    {
        lock (_lock)
        {
            if (!isDamaged && !segment.IsRecovered && segment.Length > _read.Offset)
                return true;
            if (_segments.FirstOrDefault(candidate => candidate.Number > segment.Number) is not { } next)
                return false;
            _read = new SpoolPosition(next.Number, SpoolSegment.HeaderSize);
            return true;
        }
    }

    private void Trim()
    {
        lock (_lock)
        {
            while (_segments.First is { } first && first.Value.Number < _settled.Segment && first.Value != _writer)
            {
                first.Value.Delete();
                _segments.RemoveFirst();
            }
        }
    }

    private SpoolPosition ReadCheckpoint()
    {
        Span<byte> note = stackalloc byte[24];
        if (RandomAccess.Read(_checkpoint, note, 0) < note.Length)
            return default;
        var (segment, offset) = (BinaryPrimitives.ReadInt64LittleEndian(note), BinaryPrimitives.ReadInt64LittleEndian(note[8..]));
        return BinaryPrimitives.ReadInt64LittleEndian(note[16..]) == (segment ^ offset ^ long.MinValue) ? new SpoolPosition(segment, offset) : default;
    }
}
