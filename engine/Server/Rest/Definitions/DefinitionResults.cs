using Orchestrator.Runtime.Definitions;
using Orchestrator.Server.Problems;

namespace Orchestrator.Server.Rest.Definitions;

/// <summary>Answers for what the definition service decided.</summary>
internal static class DefinitionResults
{
    public static IResult Answer(HttpContext context, DefinitionResult result, string definitionId, bool created = false)
    {
        if (result is { Succeeded: true, Definition: { } saved })
        {
            if (created)
                context.Response.Headers.Location = $"/api/v1/definitions/{Uri.EscapeDataString(saved.DefinitionId)}";
            return DefinitionDocument.Answer(context, saved, created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        }

        return result.Refusal switch
        {
            DefinitionRefusal.NotFound => Unknown(definitionId),
            DefinitionRefusal.ReadOnly => Problem.Of(
                StatusCodes.Status409Conflict, "The definition is built in", $"'{definitionId}' cannot be changed: save a copy under another definitionId."),
            _ => Problem.Of(StatusCodes.Status400BadRequest, "The definition is not valid", "See 'errors' for each fault.", Errors(result)),
        };
    }

    public static IResult Changed(string definitionId) => Problem.Of(
        StatusCodes.Status412PreconditionFailed, "The definition has changed", $"Somebody has saved '{definitionId}' since you read it: read it again.");

    public static IResult Unknown(string definitionId) => Problem.NotFound($"There is no workflow definition '{definitionId}'.");

    /// <summary>By <c>{activity}.{property}</c>; <c>definition</c> for the whole.</summary>
    private static Dictionary<string, string[]> Errors(DefinitionResult result) => result.Faults
        .GroupBy(fault => (fault.ActivityId, fault.Property) switch
        {
            (null, null) => "definition",
            (null, { } property) => property,
            ({ } activity, null) => activity,
            ({ } activity, { } property) => $"{activity}.{property}",
        })
        .ToDictionary(group => group.Key, group => group.Select(fault => fault.Reason).ToArray());
}
