using System.Text.Json;
using System.Text.Unicode;

namespace Orchestrator.Activities.Billing;

/// <summary>Reads one cost file piece by piece; its memory is that of the largest line. Throws <see cref="JsonException"/> with the position for broken JSON.</summary>
internal sealed class JsonCostReader(Stream stream, string file, string defaultSource)
{
    private const int LargestLine = 1 << 20;

    private readonly CostLineParser _parser = new(file, defaultSource);
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isFinal;
    private bool _sawStart;
    private bool _sawLines;
    private JsonReaderState _state;
    private Place _place = Place.BeforeRoot;

    private enum Place
    {
        BeforeRoot,
        InRoot,
        InLines,
        AfterRoot,
        End,
    }

    public string File => file;

    /// <summary>Records read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The next record; null at the end.</summary>
    public async ValueTask<CostRecord?> NextAsync(CancellationToken cancellationToken)
    {
        while (_place != Place.End)
        {
            if (Step(out var record))
            {
                if (record is not null)
                    return record;
            }
            else
                await FillAsync(cancellationToken);
        }

        return null;
    }

    /// <summary>Takes one step; false when the buffer ends in the middle of it.</summary>
    private bool Step(out CostRecord? record)
    {
        record = null;
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isFinal, _state);
        if (!reader.Read())
        {
            if (_place != Place.AfterRoot || !_isFinal)
                return false;
            _place = Place.End;
            return _sawLines ? true : throw new CostSourceException($"File '{file}' has no 'lines': a cost file is an object with 'currency' and an array 'lines'.");
        }

        var done = _place switch
        {
            Place.BeforeRoot => Root(ref reader),
            Place.InRoot => Property(ref reader),
            Place.InLines => Line(ref reader, out record),
            _ => true,
        };
        if (!done)
            return false;
        _state = reader.CurrentState;
        _start += (int)reader.BytesConsumed;
        return true;
    }

    private bool Root(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new CostSourceException($"File '{file}' begins with {reader.TokenType}: a cost file is an object with 'currency' and an array 'lines'.");
        _place = Place.InRoot;
        return true;
    }

    private bool Property(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            _place = Place.AfterRoot;
            return true;
        }

        var name = reader.GetString();
        if (!reader.Read())
            return false;
        if (name == "lines")
        {
            if (reader.TokenType != JsonTokenType.StartArray)
                throw new CostSourceException($"File '{file}': 'lines' must be an array, it is {reader.TokenType}.");
            if (_sawLines)
                throw new CostSourceException($"File '{file}' has 'lines' twice.");
            _sawLines = true;
            _place = Place.InLines;
            return true;
        }

        var value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        if (!reader.TrySkip())
            return false;
        if (name is "currency" or "source")
        {
            if (_sawLines)
                throw new CostSourceException($"File '{file}': '{name}' must come before 'lines', because big files are read piece by piece.");
            _parser.SetHeader(name, value);
        }

        return true;
    }

    private bool Line(ref Utf8JsonReader reader, out CostRecord? record)
    {
        record = null;
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            _place = Place.InRoot;
            return true;
        }

        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
            return false;
        var json = _buffer.AsMemory(_start + start, (int)reader.BytesConsumed - start);
        if (!Utf8.IsValid(json.Span))
            record = _parser.Fault(Count, "line", "It is no valid UTF-8 text.");
        else
        {
            using var document = JsonDocument.Parse(json);
            record = _parser.Parse(Count, document.RootElement);
        }

        Count++;
        return true;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        else if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LargestLine)
                throw new CostSourceException($"File '{file}': line {Count} (from 0) is larger than {LargestLine / 1024} KiB.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        // The first piece is large enough to tell a byte order mark.
        var read = await stream.ReadAtLeastAsync(_buffer.AsMemory(_end), _sawStart ? 1 : 3, throwOnEndOfStream: false, cancellationToken);
        _end += read;
        _isFinal |= read == 0;
        if (!_sawStart && _buffer.AsSpan(0, _end).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            _start = 3;
        _sawStart = true;
    }
}
