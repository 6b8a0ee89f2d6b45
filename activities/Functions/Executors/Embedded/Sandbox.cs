using System.Text.Json;
using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Executors.Embedded;

/// <summary>Runs one call in a new JavaScript engine on the calling thread, which it may block; see <see cref="SandboxThreads"/>.</summary>
internal sealed class Sandbox(EmbeddedLimits limits, TimeProvider time)
{
    private const uint MaxArray = 4 * 1024 * 1024;
    private const int MaxJsonDepth = 256;

    private static readonly Prepared<Script> Contract = Engine.PrepareScript(FunctionFolder.ContractScript, "contract.js");
    private static readonly Prepared<Script> World = Engine.PrepareScript(FunctionFolder.SandboxScript, "sandbox.js");

    /// <summary>Loads the module; gives what is wrong with it, null when nothing is.</summary>
    public string? Verify(Prepared<Script> handler, FunctionVersion version, CancellationToken cancellationToken)
    {
        var reply = Guarded(
            version,
            (engine, world, host, constraint) =>
            {
                engine.Invoke(world.Get("verify"), engine.Evaluate(handler));
                return new FunctionReply { Outcome = CallOutcome.Ok };
            },
            cancellationToken);
        return reply.Outcome == CallOutcome.Ok ? null : reply.Error;
    }

    public FunctionReply Run(Prepared<Script> handler, FunctionVersion version, string callId, FunctionRequest request, CancellationToken cancellationToken) =>
        Guarded(
            version,
            (engine, world, host, constraint) =>
            {
                engine.Invoke(world.Get("run"), engine.Evaluate(handler), Text(request), Text(ContextOf(version, callId)));
                Finish(engine, host, constraint, cancellationToken);
                return JsonSerializer.Deserialize<FunctionReply>(host.Result!, PlainJson.Options)!;
            },
            cancellationToken);

    /// <summary>Runs promises and timers until there is a result.</summary>
    private void Finish(Engine engine, SandboxHost host, CallConstraint constraint, CancellationToken cancellationToken)
    {
        engine.Advanced.ProcessTasks();
        while (host.Result is null)
        {
            if (host.NextTimer() is not { } timer)
                throw new SandboxLimitException(CallOutcome.TimedOut, $"{limits.TimeMessage} Its promise never settles: nothing is left that could settle it.");
            var wait = timer.Wait < constraint.Left ? timer.Wait : constraint.Left;
            if (wait > TimeSpan.Zero)
                Task.Delay(wait, time, cancellationToken).GetAwaiter().GetResult();
            constraint.CheckTime();
            engine.Invoke(timer.Action);
            engine.Advanced.ProcessTasks();
        }
    }

    private FunctionReply Guarded(
        FunctionVersion version, Func<Engine, JsValue, SandboxHost, CallConstraint, FunctionReply> work, CancellationToken cancellationToken)
    {
        var constraint = new CallConstraint(limits, time, cancellationToken);
        var host = new SandboxHost(time);
        FunctionReply reply;
        try
        {
            using var engine = new Engine(options => Configure(options, constraint));
            engine.Execute(Contract);
            var world = engine.Invoke(engine.Evaluate(World), HostObject(engine, host), Environment(engine, version));
            reply = work(engine, world, host, constraint);
        }
        catch (SandboxLimitException exception)
        {
            reply = FunctionReply.Failure(exception.Outcome, exception.Message);
        }
        catch (Exception exception) when (exception is RecursionDepthOverflowException or InsufficientExecutionStackException)
        {
            reply = FunctionReply.Failure(CallOutcome.OverLimit, $"The function exceeded its limit of {limits.Recursion} nested calls in the embedded sandbox.");
        }
        catch (RegexMatchTimeoutException)
        {
            reply = FunctionReply.Failure(CallOutcome.OverLimit, $"A regular expression of the function ran longer than {limits.Regex.TotalMilliseconds:0} ms.");
        }
        catch (Exception exception) when (exception is OutOfMemoryException or MemoryLimitExceededException)
        {
            reply = FunctionReply.Failure(CallOutcome.OutOfMemory, limits.MemoryMessage);
        }
        catch (JavaScriptException exception)
        {
            reply = FunctionReply.Failure(CallOutcome.Threw, MessageOf(exception));
        }

        return reply with { Logs = host.Logs, DurationMs = constraint.Elapsed.TotalMilliseconds };
    }

    private void Configure(Options options, CallConstraint constraint)
    {
        options.Constraint(constraint);
        options.LimitRecursion(limits.Recursion);
        options.RegexTimeoutInterval(limits.Regex);
        options.MaxArraySize(MaxArray);
        options.MaxJsonParseDepth(MaxJsonDepth);
        options.Constraints.StackOverflowGuard = true;
    }

    private static string Text(object value) => JsonSerializer.Serialize(value, PlainJson.Options);

    private static Dictionary<string, object?> ContextOf(FunctionVersion version, string callId) => new()
    {
        ["callId"] = callId,
        ["function"] = version.Name,
        ["tenant"] = version.Tenant,
        ["version"] = version.Version,
        ["env"] = version.Source.Environment,
    };

    private static JsObject HostObject(Engine engine, SandboxHost host)
    {
        var functions = new JsObject(engine);
        functions.Set("write", JsValue.FromObject(engine, new Action<string>(host.Write)));
        functions.Set("done", JsValue.FromObject(engine, new Action<string>(host.Done)));
        functions.Set("setTimer", JsValue.FromObject(engine, new Func<JsValue, double, int>(host.SetTimer)));
        functions.Set("clearTimer", JsValue.FromObject(engine, new Action<double>(host.ClearTimer)));
        return functions;
    }

    private static JsObject Environment(Engine engine, FunctionVersion version)
    {
        var environment = new JsObject(engine);
        foreach (var (name, value) in version.Source.Environment)
            environment.Set(name, value);
        return environment;
    }

    private static string MessageOf(JavaScriptException exception)
    {
        var name = exception.Error.IsObject() ? exception.Error.Get("name").ToString() : "Error";
        return name is "Error" or "undefined" ? exception.Message : $"{name}: {exception.Message}";
    }
}
