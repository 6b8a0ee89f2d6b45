using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Orchestrator.Activities.Messaging.Snmp.Security;

namespace Orchestrator.Activities.Messaging.Snmp.Spooling;

/// <summary>A file of the spool: a mark, a random id, then records. One task appends, one reads.</summary>
internal sealed class SpoolSegment : IDisposable
{
    public const int HeaderSize = 16;

    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private long _length;

    private SpoolSegment(string path, long number, SafeFileHandle handle, string id, long length, bool isRecovered)
    {
        _path = path;
        Number = number;
        _handle = handle;
        Id = id;
        _length = length;
        IsRecovered = isRecovered;
    }

    private static ReadOnlySpan<byte> Mark => "ORTRAPS1"u8;

    public long Number { get; }

    /// <summary>16 hexadecimal digits.</summary>
    public string Id { get; }

    public bool IsRecovered { get; }

    /// <summary>Bytes that are safely on disk.</summary>
    public long Length => Volatile.Read(ref _length);

    public static string PathOf(string folder, long number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:D10}.spool"));

    public static SpoolSegment Create(string folder, long number)
    {
        var path = PathOf(folder, number);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var id = RandomNumberGenerator.GetBytes(8);
        RandomAccess.Write(handle, (byte[])[.. Mark, .. id], 0);
        RandomAccess.FlushToDisk(handle);
        DurableFile.SyncFolder(folder);
        return new SpoolSegment(path, number, handle, Convert.ToHexStringLower(id), HeaderSize, isRecovered: false);
    }

    /// <summary>Null when the file does not begin as a segment: the process ended while it made it, before anything was accepted into it.</summary>
    public static SpoolSegment? TryOpen(string path, long number)
    {
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (RandomAccess.Read(handle, header, 0) == HeaderSize && header.StartsWith(Mark))
            return new SpoolSegment(path, number, handle, Convert.ToHexStringLower(header[8..]), RandomAccess.GetLength(handle), isRecovered: true);
        handle.Dispose();
        return null;
    }

    /// <summary>Returns when the bytes are on disk. After a failure the next call writes over what may have been written.</summary>
    public void Append(ReadOnlySpan<byte> records)
    {
        RandomAccess.Write(_handle, records, _length);
        RandomAccess.FlushToDisk(_handle);
        Volatile.Write(ref _length, _length + records.Length);
    }

    public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(_handle, buffer[..(int)Math.Min(buffer.Length, Math.Max(0, Length - offset))], offset);

    public void Delete()
    {
        Dispose();
        File.Delete(_path);
    }

    public void Dispose() => _handle.Dispose();
}
