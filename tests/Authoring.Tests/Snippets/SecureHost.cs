using Orchestrator.Core.Activities;
using Orchestrator.Runtime.Tasks;
using Orchestrator.Workflows;

namespace Acme.Activities;

/// <summary>Asks a person, then orders a certificate.</summary>
public sealed class SecureHost : WorkflowBase
{
    protected override void Build(IWorkflowBuilder builder)
    {
        builder.WithDefinitionId("secure-host").WithName("Secure a host").WithInput<string>("Host", "Name of the host.").WithOutput<string>("Certificate");
        var certificate = builder.WithVariable<string>("Certificate");
        builder.Root = new Sequence
        {
            Activities =
            [
                new UserInteraction { Id = "ask", Title = new(context => $"A certificate for {context.GetInput<string>("Host")}?") },
                new OrderCertificate { Id = "order", Host = new(context => context.GetInput<string>("Host")), Certificate = new(certificate) },
                new SetOutput { OutputName = new("Certificate"), OutputValue = new(certificate) },
                new Inline(context => context.AddExecutionLogEntry("Secured", certificate.Get(context))),
            ],
        };
    }
}
