using System.Buffers.Binary;
using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>
/// Linux' <c>recvmmsg</c>: waits for one datagram and takes what else is there with the same call. While datagrams come faster than one per <see cref="Busy"/>, it rests
/// for <see cref="Rest"/> before it asks again: most of a datagram's cost is the wake-up, and the kernel's buffer holds thousands. A lone datagram is never held up.
/// </summary>
internal sealed class BatchReader : DatagramReader
{
    public const int Capacity = 64;

    private const int WaitForOne = 0x10000;
    private const int Interrupted = 4, TryAgain = 11, BadDescriptor = 9;
    private const int MessageSize = 64, LengthAt = 56, NameSizeAt = 8, VectorSize = 16, NameSize = 128;

    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(1);

    private readonly Socket _socket;
    private readonly TimeProvider _time;
    private readonly ManualResetEvent _stopped = new(false);
    private readonly byte[] _messages = GC.AllocateArray<byte>(Capacity * MessageSize, pinned: true);
    private readonly byte[] _vectors = GC.AllocateArray<byte>(Capacity * VectorSize, pinned: true);
    private readonly byte[] _names = GC.AllocateArray<byte>(Capacity * NameSize, pinned: true);
    private readonly byte[] _data = GC.AllocateUninitializedArray<byte>(Capacity * MaxDatagram, pinned: true);
    private long _lastAt;
    private bool _mayRest;

    public BatchReader(Socket socket, TimeProvider time)
    {
        (_socket, _time) = (socket, time);

        // Should the wake-up of Stop be lost, the thread still ends.
        socket.ReceiveTimeout = 500;
        for (var i = 0; i < Capacity; i++)
        {
            // struct iovec { void *base; size_t length; }
            Write(_vectors, i * VectorSize, Address(_data, i * MaxDatagram));
            Write(_vectors, i * VectorSize + 8, MaxDatagram);

            // struct msghdr { void *name; socklen_t nameLength; struct iovec *vectors; size_t count; void *control; size_t controlLength; int flags; }, unsigned int length
            Write(_messages, i * MessageSize, Address(_names, i * NameSize));
            Write(_messages, i * MessageSize + 16, Address(_vectors, i * VectorSize));
            Write(_messages, i * MessageSize + 24, 1);
        }
    }

    /// <summary>The layout of the structures is that of 64-bit Linux.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess && BitConverter.IsLittleEndian;

    public override int Receive()
    {
        if (_mayRest && _stopped.WaitOne(Rest))
            return 0;
        for (var i = 0; i < Capacity; i++)
            BinaryPrimitives.WriteInt32LittleEndian(_messages.AsSpan(i * MessageSize + NameSizeAt), NameSize);
        var count = ReceiveMany(_socket.SafeHandle, ref _messages[0], Capacity, WaitForOne, 0);
        if (count <= 0)
            return Nothing(count);
        var now = _time.GetTimestamp();
        _mayRest = count < Capacity && _time.GetElapsedTime(_lastAt, now) < Busy;
        _lastAt = now;
        return count;
    }

    public override ReadOnlySpan<byte> Datagram(int number, SocketAddress sender)
    {
        var message = _messages.AsSpan(number * MessageSize, MessageSize);
        var nameSize = Math.Min(BinaryPrimitives.ReadInt32LittleEndian(message[NameSizeAt..]), sender.Buffer.Length);
        _names.AsSpan(number * NameSize, nameSize).CopyTo(sender.Buffer.Span);
        sender.Size = nameSize;
        return _data.AsSpan(number * MaxDatagram, BinaryPrimitives.ReadInt32LittleEndian(message[LengthAt..]));
    }

    public override void Stop()
    {
        _stopped.Set();
        try
        {
            _socket.Shutdown(SocketShutdown.Receive);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // "Not connected": the system says so of every such socket, and wakes who waits for it all the same.
        }
    }

    public override void Dispose() => _stopped.Dispose();

    private int Nothing(int count)
    {
        _mayRest = false;
        var error = Marshal.GetLastPInvokeError();
        return count == 0 || _stopped.WaitOne(0) || error is Interrupted or TryAgain ? 0 : throw new SocketException(error == BadDescriptor ? (int)SocketError.NotSocket : (int)SocketError.SocketError, new Win32Exception(error).Message);
    }

    private static long Address(byte[] array, int at) => Marshal.UnsafeAddrOfPinnedArrayElement(array, at);

    private static void Write(byte[] target, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(target.AsSpan(at), value);

    [DllImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReceiveMany(SafeSocketHandle socket, ref byte messages, uint count, int flags, nint timeout);
}
