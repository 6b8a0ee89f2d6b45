using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Acornima;
using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Evaluates JavaScript with limits on time, memory, recursion and statements; no CLR types, no I/O. Safe for concurrent use.</summary>
public sealed partial class JavaScriptEvaluator(JavaScriptOptions options, IIdGenerator ids, TimeProvider timeProvider)
{
    private readonly JavaScriptClock clock = new(timeProvider);
    private const int CachedScripts = 4096;

    private static readonly ScriptPreparationOptions Preparation = new()
    {
        ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true, Tolerant = false },
    };

    /// <summary>Longest wait for a promise: nothing outside of a script resolves one, so what is open when the script has come to rest stays open.</summary>
    private static readonly TimeSpan NoWait = TimeSpan.FromTicks(1);

    private readonly ConcurrentDictionary<string, (Prepared<Script> Script, JavaScriptAwait? Await)> scripts = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a script, with line and column; null when it parses.</summary>
    public static string? SyntaxError(string script)
    {
        try
        {
            Compile(script);
            return null;
        }
        catch (WorkflowFaultException fault)
        {
            return fault.Message;
        }
    }

    public string? Validate(string script) => scripts.ContainsKey(script) ? null : SyntaxError(script);

    /// <summary>Evaluates a script in an activity's scope; gives a plain value.</summary>
    public ValueTask<object?> EvaluateAsync(string script, ActivityRun context, Action<Engine>? extend)
    {
        var (prepared, awaiting) = Prepare(script);
        var dates = new JavaScriptDates(timeProvider);
        var engine = new Engine(o =>
        {
            o.TimeoutInterval(options.Timeout);
            o.MaxStatements(options.Statements);
            o.LimitRecursion(options.Recursion);
            o.LimitMemory(options.AllocatedBytes);
            o.CancellationToken(context.CancellationToken);
            o.DisableStringCompilation();
            o.TimeSystem = clock;
            o.Constraints.RegexTimeout = TimeSpan.FromMilliseconds(500);
            o.Constraints.MaxArraySize = 10_000_000;
            o.Constraints.PromiseTimeout = NoWait;
            o.AddObjectConverter(dates);
        });
        engine.Global.Delete("Atomics"); // Its wait blocks the thread, beyond all limits.
        JavaScriptLibrary.AddTo(engine, dates, script, ids, options.GetConfig);
        var scope = new JavaScriptScope(engine, dates, context, script);
        scope.Open();
        extend?.Invoke(engine);
        try
        {
            var value = engine.Evaluate(prepared).UnwrapIfPromise(NoWait);
            scope.WriteBack();
            return ValueTask.FromResult(JavaScriptValues.ToPlain(value));
        }
        catch (Exception e) when (Explain(e, isAwaiting: awaiting is not null) is { } reason)
        {
            throw new WorkflowFaultException(reason, "javascript", PlaceOf(e, awaiting) is var (line, column) ? $"JavaScript threw in line {line}, column {column + 1}." : null, e);
        }
    }

    /// <summary>Where a script threw: line from 1, column from 0; null when that is not known.</summary>
    private static (int Line, int Column)? PlaceOf(Exception exception, JavaScriptAwait? awaiting)
    {
        (int Line, int Column)? place = exception switch
        {
            JavaScriptException thrown => (thrown.Location.Start.Line, thrown.Location.Start.Column),
            PromiseRejectedException { RejectedValue: JsError error } when StackPlace().Match(error.Get("stack").ToString()) is { Success: true } match =>
                (Number(match, 1), Number(match, 2) - 1),
            _ => null,
        };
        return awaiting is not null && place is var (line, column) ? awaiting.Place(line, column) : place;
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static string MessageOf(JsError error) => error.Get("message").ToString() is { Length: > 0 } message ? message : error.ToString();

    [GeneratedRegex(@":(\d+):(\d+)\)?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex StackPlace();

    private (Prepared<Script> Script, JavaScriptAwait? Await) Prepare(string script)
    {
        if (scripts.TryGetValue(script, out var known))
            return known;
        if (scripts.Count >= CachedScripts)
            scripts.Clear();
        return scripts.GetOrAdd(script, Compile);
    }

    private static (Prepared<Script> Script, JavaScriptAwait? Await) Compile(string script)
    {
        try
        {
            return (Engine.PrepareScript(script, options: Preparation), null);
        }
        catch (Exception e) when (e is ScriptPreparationException or ParseErrorException)
        {
            if (JavaScriptAwait.TryRead(script) is { } awaiting)
                return (Engine.PrepareScript(awaiting.Script, options: Preparation), awaiting);
            throw new WorkflowFaultException($"JavaScript does not parse: {(e.InnerException ?? e).Message}", "javascript.syntax", null, e);
        }
    }

    private string? Explain(Exception exception, bool isAwaiting) => exception switch
    {
        PromiseRejectedException { RejectedValue: var value } when value.IsString() && value.AsString() == $"Timeout of {NoWait} reached" =>
            "JavaScript waits for a promise that nothing resolves.",
        PromiseRejectedException { RejectedValue: JsError error } => isAwaiting ? MessageOf(error) : $"JavaScript rejected: {MessageOf(error)}",
        PromiseRejectedException rejected => $"JavaScript rejected: {ValueConverter.ToText(JavaScriptValues.ToPlain(rejected.RejectedValue))}",
        JavaScriptException script => script.Message,
        RegexMatchTimeoutException => "A regular expression in JavaScript ran longer than 0.5 s.",
        TimeoutException => $"JavaScript ran longer than {options.Timeout.TotalSeconds:0.#} s.",
        StatementsCountOverflowException => $"JavaScript executed more than {options.Statements:N0} statements.",
        RecursionDepthOverflowException => $"JavaScript recursed deeper than {options.Recursion} calls.",
        MemoryLimitExceededException => $"JavaScript allocated more than {options.AllocatedBytes >> 20} MiB.",
        _ => null,
    };
}
