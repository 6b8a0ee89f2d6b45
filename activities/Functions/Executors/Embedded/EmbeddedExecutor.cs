using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Acornima;
using Acornima.Ast;
using Jint;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Executors.Embedded;

/// <summary>Runs functions in a JavaScript sandbox inside this process: no files, no network, no modules, limits for everything. For where no Docker Engine is.</summary>
internal sealed class EmbeddedExecutor(FunctionFolder folder, SandboxThreads threads, IOptions<FunctionsOptions> options, TimeProvider time) : IFunctionExecutor
{
    public const string ExecutorName = "embedded";

    private const string Opening = "(function (exports, require, module, __filename, __dirname) {";

    private readonly ConcurrentDictionary<(string Tenant, string Name, int Version), Prepared<Script>> _scripts = new();

    public string Name => ExecutorName;

    public ValueTask<ExecutorState> ProbeAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ExecutorState(true, null, "Functions run in the embedded JavaScript sandbox."));

    public ValueTask<string> PrepareAsync(FunctionVersion version, CancellationToken cancellationToken) => folder.WriteAsync(version, dockerfile: null, cancellationToken);

    public ValueTask<BuildResult> BuildAsync(FunctionVersion version, string key, CancellationToken cancellationToken)
    {
        try
        {
            Script(version);
            return ValueTask.FromResult(new BuildResult(true, null, "handler.js parsed for the embedded JavaScript sandbox.\n", null));
        }
        catch (ScriptPreparationException exception) when (exception.InnerException is ParseErrorException parse)
        {
            return ValueTask.FromResult(Fault(version, parse));
        }
    }

    public ValueTask<BuildResult?> FindBuildAsync(FunctionVersion version, string key, CancellationToken cancellationToken) => ValueTask.FromResult<BuildResult?>(null);

    public ValueTask<string?> CreateContainerAsync(FunctionVersion version, CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);

    public async ValueTask<string?> VerifyAsync(FunctionVersion version, string callId, CancellationToken cancellationToken)
    {
        var (sandbox, script) = (NewSandbox(version), Script(version));
        return await threads.RunAsync(() => sandbox.Verify(script, version, cancellationToken), cancellationToken);
    }

    public ValueTask<FunctionSlot> StartAsync(FunctionVersion version, string callId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new FunctionSlot(callId, 0, null, null));

    public ValueTask<FunctionSlot?> FindStartedAsync(FunctionVersion version, string callId, CancellationToken cancellationToken) =>
        ValueTask.FromResult<FunctionSlot?>(new(callId, 0, null, null));

    public async ValueTask<FunctionReply> CallAsync(FunctionVersion version, FunctionSlot slot, FunctionRequest request, CancellationToken cancellationToken)
    {
        var (sandbox, script) = (NewSandbox(version), Script(version));
        var reply = await threads.RunAsync(() => sandbox.Run(script, version, slot.CallId, request, cancellationToken), cancellationToken);
        var bytes = Encoding.UTF8.GetByteCount(reply.Body);
        return bytes > options.Value.MaxReplyBytes
            ? FunctionReply.Failure(
                CallOutcome.TooLarge, $"the answer has {bytes} bytes; at most {options.Value.MaxReplyBytes} are allowed", reply.DurationMs, reply.Logs)
            : reply;
    }

    public ValueTask StopAsync(FunctionVersion version, string callId, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<bool> RemoveAsync(FunctionVersion version, bool force, CancellationToken cancellationToken)
    {
        _scripts.TryRemove(Key(version), out _);
        folder.Delete(version);
        return ValueTask.FromResult(true);
    }

    private Sandbox NewSandbox(FunctionVersion version) => new(EmbeddedLimits.Of(version, options.Value), time);

    private Prepared<Script> Script(FunctionVersion version) => _scripts.GetOrAdd(
        Key(version),
        static (_, source) => Engine.PrepareScript(Opening + source + "\n})", FunctionFolder.Handler),
        version.Source.Code);

    private static BuildResult Fault(FunctionVersion version, ParseErrorException exception)
    {
        var line = exception.LineNumber;
        var column = exception.Column - (line == 1 ? Opening.Length : 0);
        var text = version.Source.Code.Split('\n').ElementAtOrDefault(line - 1)?.TrimEnd('\r') ?? "";
        var error = string.Create(CultureInfo.InvariantCulture, $"handler.js:{line}:{Math.Max(0, column) + 1}: SyntaxError: {exception.Description}");
        return new(false, null, $"{error}\n{text}\n{new string(' ', Math.Clamp(column, 0, 200))}^\n", error);
    }

    private static (string Tenant, string Name, int Version) Key(FunctionVersion version) => (version.Tenant, version.Name, version.Version);
}
