using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Orchestrator.CSharp.Surface;

namespace Orchestrator.CSharp.Scripts;

/// <summary>A script that can be run, or why it cannot.</summary>
internal sealed class CompiledScript
{
    private readonly Func<object?[], Task<object?>>? start;

    public CompiledScript(string fault) => Fault = fault;

    private CompiledScript(Func<object?[], Task<object?>> start) => this.start = start;

    /// <summary>Why it does not compile, with line and column; null when it does.</summary>
    public string? Fault { get; }

    /// <param name="code">The assembly.</param>
    /// <param name="symbols">Its debug information, which tells the lines of exceptions.</param>
    /// <param name="type">Name of the script's class.</param>
    /// <param name="method">Name of its entry point.</param>
    public static CompiledScript Load(Stream code, Stream symbols, string type, string method)
    {
        var context = new AssemblyLoadContext("script", isCollectible: true);
        var entry = context.LoadFromStream(code, symbols).GetType(type, throwOnError: true)!.GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!;
        return new CompiledScript(entry.CreateDelegate<Func<object?[], Task<object?>>>());
    }

    /// <summary>Runs it: what is beyond the first await may go on on another thread.</summary>
    public Task<object?> RunAsync(ScriptGlobals globals) => start!([globals, null]);

    /// <summary>" in line 2", where that is known; else nothing.</summary>
    public string PlaceOf(Exception exception)
    {
        var own = start!.Method.Module;
        var frame = new StackTrace(exception, fNeedFileInfo: true).GetFrames().FirstOrDefault(f => f.GetFileLineNumber() > 0 && f.GetMethod()?.Module == own);
        return frame is null ? "" : string.Create(CultureInfo.InvariantCulture, $" in line {frame.GetFileLineNumber()}");
    }
}
