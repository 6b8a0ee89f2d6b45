using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>Request bodies in the JSON of the house.</summary>
internal static class SnmpBody
{
    /// <summary>A misspelt property is a fault, not a wish that is passed over.</summary>
    private static readonly JsonSerializerOptions Strict = new(PlainJson.Options) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>Throws <see cref="BadHttpRequestException"/>, which the server answers with 400 and the place of the fault.</summary>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken) where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Strict, cancellationToken)
                ?? throw new BadHttpRequestException("The body is null; an object is expected.");
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException("The body is not the JSON that was expected.", StatusCodes.Status400BadRequest, exception);
        }
    }

    public static IResult Ok<T>(T value) => Results.Json(value, PlainJson.Options);

    public static IResult NotFound(string what) => Results.Problem(what, statusCode: StatusCodes.Status404NotFound, title: "Not found");
}
