using Orchestrator.Workflows;

namespace Acme.Activities;

/// <summary>Orders a certificate for a host and waits until it is there.</summary>
[Activity("Acme", "Certificates", "Orders a certificate and waits until it is there.", DisplayName = "Order certificate")]
[FlowNode("Done", "TooLate")]
public sealed class OrderCertificate : Activity
{
    [Input(Description = "Name of the host, such as www.example.com.")]
    public Input<string> Host { get; set; } = default!;

    [Input(Description = "How long to wait for it.", DefaultValue = "01:00:00")]
    public Input<TimeSpan?>? Patience { get; set; }

    [Output(Description = "The certificate in PEM.")]
    public Output<string>? Certificate { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var host = Host.Require(context, nameof(Host));
        var certificates = context.GetRequiredService<ICertificates>();
        var order = await context.RunEffectAsync(new EffectRequest<string>
        {
            Name = "order",
            Act = async (key, cancel) => await certificates.OrderAsync(host, key, cancel),
        });
        context.Properties["Order"] = order;
        context.SetProperty("GiveUpAt", context.WorkflowExecutionContext.TimeProvider.GetUtcNow() + (Patience.GetOrDefault(context) ?? TimeSpan.FromHours(1)));
        await LookAsync(context);
    }

    private async ValueTask LookAsync(ActivityExecutionContext context)
    {
        var certificates = context.GetRequiredService<ICertificates>();
        if (await certificates.FindAsync((string)context.Properties["Order"]!, context.CancellationToken) is { } found)
        {
            Certificate.Set(context, found);
            await context.CompleteActivityAsync();
        }
        else if (context.WorkflowExecutionContext.TimeProvider.GetUtcNow() >= context.GetProperty<DateTimeOffset>("GiveUpAt"))
        {
            await context.CompleteActivityWithOutcomesAsync("TooLate");
        }
        else
        {
            context.DelayFor(TimeSpan.FromMinutes(5), LookAsync, "certificate");
        }
    }
}
