using Orchestrator.Core;
using Orchestrator.Server.Auth;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Descriptors;

internal static class DescriptorEndpoints
{
    public static void MapDescriptors(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/descriptors").WithTags("Descriptors");
        group.MapGet("/activities", async (HttpContext context, DescriptorCatalog catalog, CancellationToken cancellationToken) =>
                Results.Bytes((await catalog.ForAsync(context.Caller(), cancellationToken)).Json, "application/json"))
            .WithSummary("List the activity types")
            .Produces<ElsaList<ActivityDescriptorAnswer>>();
        group.MapPost("/activities/{typeName}/options/{property}", OptionsAsync).WithSummary("Get the choices of an input")
            .Produces<OptionsAnswer>().Produces<ElsaErrorAnswer>(404);
        group.MapGet("/expression-descriptors", (HttpContext context, IEnumerable<IExpressionLanguage> languages) => Json(StaticLists.Expressions(languages, context.Caller().User))).WithSummary("List the syntaxes of expressions")
            .Produces<ElsaList<ExpressionAnswer>>();
        group.MapGet("/workflow-activation-strategies", () => Json(StaticLists.Activation)).WithSummary("List the activation strategies").Produces<ElsaList<StrategyAnswer>>();
        group.MapGet("/incident-strategies", () => Json(StaticLists.Incidents)).WithSummary("List the incident strategies").Produces<ElsaList<StrategyAnswer>>();
        group.MapGet("/log-persistence-strategies", () => Json(StaticLists.LogPersistence)).WithSummary("List what the journal may do with values").Produces<ElsaList<StrategyAnswer>>();
        group.MapGet("/commit-strategies/workflows", () => Json(StaticLists.WorkflowCommits)).WithSummary("List when a workflow is saved").Produces<ElsaList<CommitStrategyAnswer>>();
        group.MapGet("/commit-strategies/activities", () => Json(StaticLists.ActivityCommits)).WithSummary("List when an activity saves its workflow").Produces<ElsaList<CommitStrategyAnswer>>();
        group.MapGet("/variables", () => Json(StaticLists.Variables)).WithSummary("List the types of variables").Produces<ElsaList<VariableTypeAnswer>>();
        group.MapGet("/storage-drivers", () => Json(StaticLists.StorageDrivers)).WithSummary("List where variables may live").Produces<ElsaList<StorageDriverAnswer>>();
        group.MapGet("/output-converters", () => Json(StaticLists.OutputConverters)).WithSummary("List conversions of outputs: none, values are converted as they are assigned")
            .Produces<ElsaList<object>>();
        api.MapGet("/features/installed", () => Json(StaticLists.Features)).WithTags("Descriptors").WithSummary("List what Studio may switch on").Produces<ElsaList<FeatureAnswer>>();
    }

    private static async Task<IResult> OptionsAsync(string typeName, string property, HttpContext context, DescriptorCatalog catalog, CancellationToken cancellationToken)
    {
        var types = await catalog.ForAsync(context.Caller(), cancellationToken);
        var input = types.Find(typeName)?.Inputs.FirstOrDefault(candidate => candidate.Name.Equals(property, StringComparison.OrdinalIgnoreCase));
        return input is null
            ? ElsaError.NotFound($"There is no input '{property}' of an activity type '{typeName}'.")
            : Json(new OptionsAnswer(EditorHints.SpecificationsOf(input, EditorHints.HintOf(input))));
    }

    private static IResult Json<T>(T value) => Results.Json(value, PlainJson.Options);
}
