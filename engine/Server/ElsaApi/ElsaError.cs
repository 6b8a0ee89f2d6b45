using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi;

/// <summary>The form in which Elsa's API tells errors; Studio shows <c>generalErrors</c> as they are.</summary>
internal static class ElsaError
{
    private const string Several = "One or more errors occurred!";

    public static IResult Of(int statusCode, params IReadOnlyList<string> reasons) =>
        Results.Json(new ElsaErrorAnswer(statusCode, statusCode == StatusCodes.Status400BadRequest ? Several : reasons[0], new Dictionary<string, IReadOnlyList<string>> { ["generalErrors"] = reasons }), PlainJson.Options, statusCode: statusCode);

    public static IResult Invalid(params IReadOnlyList<string> reasons) => Of(StatusCodes.Status400BadRequest, reasons);

    public static IResult Invalid(IEnumerable<DefinitionFault> faults) => Invalid([.. faults.Select(fault => fault.ToString())]);

    public static IResult NotFound(string reason) => Of(StatusCodes.Status404NotFound, reason);

    public static IResult UnknownDefinition(string id) => NotFound($"There is no workflow definition '{id}'.");

    public static IResult UnknownInstance(string id) => NotFound($"There is no workflow instance '{id}'.");
}
