using System.Text;
using System.Text.RegularExpressions;
using Docker.DotNet.Models;

namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>Collects what the engine says while it builds or imports.</summary>
internal sealed partial class BuildMessages : IProgress<JSONMessage>
{
    public const int MaxLength = 64 * 1024;

    private readonly StringBuilder _log = new();

    /// <summary>The engine's error; null while there is none.</summary>
    public string? Error { get; private set; }

    public string Log => _log.ToString();

    public void Report(JSONMessage value)
    {
        if (value.Error?.Message is { Length: > 0 } error)
        {
            Error ??= error;
            Append(error + "\n");
        }
        else if (value.Stream is { } text)
        {
            // The classic builder colours what goes to standard error.
            Append(Colour().Replace(text, ""));
        }
    }

    private void Append(string text)
    {
        if (_log.Length < MaxLength)
            _log.Append(text.AsSpan(0, Math.Min(text.Length, MaxLength - _log.Length)));
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();
}
