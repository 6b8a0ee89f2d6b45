using System.Collections.Concurrent;
using System.Diagnostics;

namespace Orchestrator.Tests.E2E;

/// <summary>A started program with its output.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    public ChildProcess(string program, params string[] arguments)
    {
        _process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines that it wrote.</summary>
    public string Output => string.Join('\n', _lines.TakeLast(60));

    /// <summary>Runs a program to its end; fails when its exit code is not 0.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        await using var child = new ChildProcess(program, arguments);
        await child._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child._process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {child._process.ExitCode}: {child.Output}");
    }

    /// <summary>Kills it as kill -9 does.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs e)
    {
        if (e.Data is { } line)
            _lines.Enqueue(line);
    }
}
