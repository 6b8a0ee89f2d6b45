using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using DotLiquid;
using DotLiquid.Exceptions;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>
/// Renders Liquid templates: <c>Variables.Name</c>, <c>Input.Name</c> (of the activity's scope, then of the workflow), <c>CorrelationId</c> and the ids of instance and
/// definition. Safe for concurrent use.
/// </summary>
public sealed class LiquidEvaluator(LiquidOptions options)
{
    private const int CachedTemplates = 1024;

    private readonly ConcurrentDictionary<string, Template> templates = new(StringComparer.Ordinal);

    /// <summary>The library escapes by a process-wide hook; rendering is synchronous, so this says for the present rendering whether it applies.</summary>
    [ThreadStatic]
    private static bool escapes;

    static LiquidEvaluator()
    {
        Liquid.UseRubyDateFormat = true;
        Template.RegisterValueTypeTransformer(typeof(LiquidRaw), value => ((LiquidRaw)value).Text);
        Template.RegisterFilter(typeof(LiquidFilters));
        Template.RegisterValueTypeTransformer(typeof(string), value => escapes ? WebUtility.HtmlEncode((string)value) : value);
    }

    /// <summary>What is wrong with a template, with its line; null when it parses.</summary>
    public string? Validate(string template)
    {
        try
        {
            Parse(template);
            return null;
        }
        catch (SyntaxException e)
        {
            return $"Liquid does not parse: {e.Message}";
        }
    }

    /// <summary>Renders a template in an activity's scope.</summary>
    public string Evaluate(string template, ActivityRun context)
    {
        try
        {
            var parameters = new RenderParameters(CultureInfo.InvariantCulture)
            {
                LocalVariables = Scope(context),
                ErrorsOutputMode = ErrorsOutputMode.Rethrow,
                MaxIterations = options.MaxIterations,
                Timeout = (int)options.Timeout.TotalMilliseconds,
                SyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a,
            };
            escapes = options.EncodesHtml;
            return Parse(template).Render(parameters);
        }
        catch (Exception e) when (e is LiquidException or TimeoutException or ArithmeticException)
        {
            throw new WorkflowFaultException(e is TimeoutException ? $"Liquid ran longer than {options.Timeout.TotalSeconds:0.#} s." : $"Liquid failed: {e.Message}", "liquid", null, e);
        }
        finally
        {
            escapes = false;
        }
    }

    private Template Parse(string template)
    {
        if (templates.TryGetValue(template, out var known))
            return known;
        if (templates.Count >= CachedTemplates)
            templates.Clear();
        return templates.GetOrAdd(template, static text =>
        {
            var parsed = Template.Parse(text, SyntaxCompatibility.DotLiquid22a);
            parsed.MakeThreadSafe();
            return parsed;
        });
    }

    private Hash Scope(ActivityRun context)
    {
        var run = context.Run;
        var hash = new Hash
        {
            ["Variables"] = new LiquidLookup(name => context.FindVariable(name)?.Value),
            ["Input"] = new LiquidLookup(context.FindInput),
            ["CorrelationId"] = run.CorrelationId,
            ["WorkflowDefinitionId"] = run.DefinitionId,
            ["WorkflowDefinitionVersionId"] = run.DefinitionVersionId,
            ["WorkflowDefinitionVersion"] = run.DefinitionVersion,
            ["WorkflowInstanceId"] = run.Id,
        };
        if (options.Configuration is { } configuration)
            hash["Configuration"] = new LiquidLookup(configuration);
        return hash;
    }
}
