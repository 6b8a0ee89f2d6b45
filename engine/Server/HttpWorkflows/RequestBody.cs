using System.Text;
using System.Text.Json;
using Orchestrator.Server.Problems;
using Orchestrator.Workflows;

namespace Orchestrator.Server.HttpWorkflows;

/// <summary>Reads a request's body into what workflows see as parsed content.</summary>
internal static class RequestBody
{
    /// <summary>JSON as plain values with the property names as they came, a form as a dictionary, else text; a problem when it is too large or no JSON.</summary>
    public static async ValueTask<(object? Content, IResult? Problem)> ReadAsync(HttpRequest request, long? limit, CancellationToken cancellationToken)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(cancellationToken);
            return (form.ToDictionary(field => field.Key, field => Value(field.Value)), null);
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        for (var read = await request.Body.ReadAsync(chunk, cancellationToken); read > 0; read = await request.Body.ReadAsync(chunk, cancellationToken))
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > limit)
                return (null, Problem.Of(StatusCodes.Status413PayloadTooLarge, "The request body is too large", $"At most {limit} bytes are accepted here."));
        }

        if (buffer.Length == 0)
            return (null, null);
        var bytes = buffer.ToArray();
        if (!request.HasJsonContentType())
            return (Encoding.UTF8.GetString(bytes), null);
        try
        {
            return (JsonSerializer.Deserialize<object?>(bytes, PlainJson.Options), null);
        }
        catch (JsonException exception)
        {
            return (null, Problem.Of(StatusCodes.Status400BadRequest, "The body is not JSON", JsonFault.Describe(exception)));
        }
    }

    /// <summary>One value as it is, several as a list.</summary>
    public static object? Value(Microsoft.Extensions.Primitives.StringValues values) =>
        values.Count == 1 ? values[0] : values.Select(value => (object?)value).ToList();
}
