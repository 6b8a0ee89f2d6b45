namespace Orchestrator.Workflows;

/// <summary>Fluent forms of the builder's properties.</summary>
public static class WorkflowBuilderExtensions
{
    public static IWorkflowBuilder WithDefinitionId(this IWorkflowBuilder builder, string definitionId)
    {
        builder.DefinitionId = definitionId;
        return builder;
    }

    public static IWorkflowBuilder WithVersion(this IWorkflowBuilder builder, int version)
    {
        builder.Version = version;
        return builder;
    }

    public static IWorkflowBuilder WithName(this IWorkflowBuilder builder, string name)
    {
        builder.Name = name;
        return builder;
    }

    public static IWorkflowBuilder WithDescription(this IWorkflowBuilder builder, string description)
    {
        builder.Description = description;
        return builder;
    }

    public static IWorkflowBuilder WithRoot(this IWorkflowBuilder builder, IActivity root)
    {
        builder.Root = root;
        return builder;
    }
}
