using System.Text.RegularExpressions;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Makes vCD hand requests whose path matches a pattern to the orchestrator, through its API extensibility and the message broker.</summary>
[Activity("Vcd", "vCloud Director", "Registers a URL pattern with vCD's API extensibility, so that vCD hands its requests to the orchestrator.", DisplayName = "Register API filter")]
[FlowNode("Done", "Failed")]
public sealed class RegisterApiFilter : VcdActivity
{
    [Input(DisplayName = "URL pattern", Description = "Java regular expression over the whole path, at most 1024 characters.")]
    public Input<string> UrlPattern { get; set; } = default!;

    [Output(Description = "UUID of the filter.")]
    public Output<string>? FilterId { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var (services, pattern) = (context.GetRequiredService<VcdExtensionServices>(), UrlPattern.Require(context, nameof(UrlPattern)));
        if (pattern.Length > 1024 || !IsRegularExpression(pattern))
            throw new WorkflowFaultException($"'{pattern}' is no URL pattern: it must be a regular expression of at most 1024 characters.", "vcd.bad-pattern");
        var serviceId = await context.RunEffectAsync(new EffectRequest<string>
        {
            Name = "ensure-service",
            Act = (_, cancellationToken) => services.EnsureServiceAsync(cancellationToken),
            LookForEffect = async (_, cancellationToken) => Lookup(await services.FindServiceAsync(cancellationToken)),
        });
        var filterId = await context.RunEffectAsync(new EffectRequest<string>
        {
            Name = "add-filter",
            Act = async (_, cancellationToken) => await services.FindFilterAsync(serviceId, pattern, cancellationToken) ?? await services.AddFilterAsync(serviceId, pattern, cancellationToken),
            LookForEffect = async (_, cancellationToken) => Lookup(await services.FindFilterAsync(serviceId, pattern, cancellationToken)),
        });
        FilterId.Set(context, filterId);
        context.AddExecutionLogEntry("RegisteredApiFilter", $"vCloud Director hands {pattern} to the orchestrator.");
        await context.CompleteActivityAsync();
    }

    private static EffectLookup<string> Lookup(string? id) => id is null ? EffectLookup<string>.NotFound : EffectLookup<string>.Of(id);

    private static bool IsRegularExpression(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)).GetGroupNumbers().Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
