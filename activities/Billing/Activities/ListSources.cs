using Orchestrator.Workflows;

namespace Orchestrator.Activities.Billing;

/// <summary>Lists the configured cost sources.</summary>
[Activity("Billing", "Billing", "Lists the configured cost sources: name, kind and location.")]
public sealed class ListSources : CodeActivity
{
    [Output(Description = "The sources: list of {name, kind, location}.")]
    public Output<object>? Sources { get; set; }

    protected override void Execute(ActivityExecutionContext context)
    {
        var sources = context.GetRequiredService<ICostSources>().All;
        Sources.Set(context, sources.Select(s => (object?)new Dictionary<string, object?> { ["name"] = s.Name, ["kind"] = s.Kind, ["location"] = s.Location }).ToList());
    }
}
