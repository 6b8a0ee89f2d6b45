using System.Collections.Concurrent;
using Acornima;
using Acornima.Ast;
using Jint;
using Jint.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Evaluates JavaScript with limits on time, memory, recursion and statements; no CLR types, no I/O. Safe for concurrent use.</summary>
public sealed class JavaScriptEvaluator(JavaScriptOptions options, IIdGenerator ids, TimeProvider timeProvider)
{
    private readonly JavaScriptClock clock = new(timeProvider);
    private const int CachedScripts = 4096;

    private static readonly ScriptPreparationOptions Preparation = new()
    {
        ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true, Tolerant = false },
    };

    private readonly ConcurrentDictionary<string, Prepared<Script>> scripts = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a script, with line and column; null when it parses.</summary>
    public static string? SyntaxError(string script)
    {
        try
        {
            Engine.PrepareScript(script, options: Preparation);
            return null;
        }
        catch (Exception e) when (e is ScriptPreparationException or ParseErrorException)
        {
            return $"JavaScript does not parse: {(e.InnerException ?? e).Message}";
        }
    }

    public string? Validate(string script) => scripts.ContainsKey(script) ? null : SyntaxError(script);

    /// <summary>Evaluates a script in an activity's scope; gives a plain value.</summary>
    public ValueTask<object?> EvaluateAsync(string script, ActivityRun context, Action<Engine>? extend)
    {
        var prepared = Prepare(script);
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
            o.Constraints.PromiseTimeout = options.Timeout;
        });
        JavaScriptLibrary.AddTo(engine, script, ids, options.GetConfig);
        var scope = new JavaScriptScope(engine, context, script);
        scope.Open();
        extend?.Invoke(engine);
        try
        {
            var value = engine.Evaluate(prepared).UnwrapIfPromise(options.Timeout);
            scope.WriteBack();
            return ValueTask.FromResult(JavaScriptValues.ToPlain(value));
        }
        catch (Exception e) when (Explain(e) is { } reason)
        {
            var thrown = e as JavaScriptException;
            throw new WorkflowFaultException(
                reason, "javascript", thrown is null ? null : $"JavaScript threw in line {thrown.Location.Start.Line}, column {thrown.Location.Start.Column + 1}.", e);
        }
    }

    private Prepared<Script> Prepare(string script)
    {
        if (scripts.TryGetValue(script, out var known))
            return known;
        if (scripts.Count >= CachedScripts)
            scripts.Clear();
        try
        {
            return scripts.GetOrAdd(script, static text => Engine.PrepareScript(text, options: Preparation));
        }
        catch (Exception e) when (e is ScriptPreparationException or ParseErrorException)
        {
            throw new WorkflowFaultException($"JavaScript does not parse: {(e.InnerException ?? e).Message}", "javascript.syntax", null, e);
        }
    }

    private string? Explain(Exception exception) => exception switch
    {
        PromiseRejectedException rejected => $"JavaScript rejected: {rejected.RejectedValue}",
        JavaScriptException script => script.Message,
        System.Text.RegularExpressions.RegexMatchTimeoutException => "A regular expression in JavaScript ran longer than 0.5 s.",
        TimeoutException => $"JavaScript ran longer than {options.Timeout.TotalSeconds:0.#} s.",
        StatementsCountOverflowException => $"JavaScript executed more than {options.Statements:N0} statements.",
        RecursionDepthOverflowException => $"JavaScript recursed deeper than {options.Recursion} calls.",
        MemoryLimitExceededException => $"JavaScript allocated more than {options.AllocatedBytes >> 20} MiB.",
        _ => null,
    };
}
