using System.Text;
using System.Text.Json;
using Orchestrator.Activities.Http;
using Orchestrator.Server.Problems;
using Orchestrator.Workflows;

namespace Orchestrator.Server.HttpWorkflows;

/// <summary>Reads a request's body into what workflows see as parsed content and files, within the limits of an endpoint.</summary>
internal static class RequestBody
{
    private static readonly string[] BinaryTypes = ["application/octet-stream", "application/pdf", "application/zip", "image/", "audio/", "video/"];

    public static async ValueTask<RequestContent> ReadAsync(HttpRequest request, HttpEndpointPayload limits, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limits.RequestSizeLimit)
            return TooLarge(limits);
        if (request.HasFormContentType)
            return await ReadFormAsync(request, limits, cancellationToken);
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        for (var read = await request.Body.ReadAsync(chunk, cancellationToken); read > 0; read = await request.Body.ReadAsync(chunk, cancellationToken))
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > limits.RequestSizeLimit)
                return TooLarge(limits);
        }

        if (buffer.Length == 0)
            return new RequestContent();
        var bytes = buffer.ToArray();
        if (!request.HasJsonContentType())
        {
            var isBinary = BinaryTypes.Any(type => request.ContentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true);
            return new RequestContent { Parsed = isBinary ? bytes : Encoding.UTF8.GetString(bytes) };
        }

        try
        {
            return new RequestContent { Parsed = JsonSerializer.Deserialize<object?>(bytes, PlainJson.Options) };
        }
        catch (JsonException exception)
        {
            return new RequestContent { Refusal = Problem.Of(StatusCodes.Status400BadRequest, "The body is not JSON", JsonFault.Describe(exception)) };
        }
    }

    /// <summary>One value as it is, several as a list.</summary>
    public static object? Value(Microsoft.Extensions.Primitives.StringValues values) =>
        values.Count == 1 ? values[0] : values.Select(value => (object?)value).ToList();

    private static async ValueTask<RequestContent> ReadFormAsync(HttpRequest request, HttpEndpointPayload limits, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (form.Files.Sum(file => file.Length) > limits.RequestSizeLimit)
            return TooLarge(limits);
        var files = new List<object?>();
        foreach (var file in form.Files)
        {
            if (Check(file, limits) is { } violation)
                return violation;
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellationToken);
            files.Add(HttpFileValue.Of(file.FileName, file.ContentType, content.ToArray(), file.Name));
        }

        return new RequestContent { Parsed = form.ToDictionary(field => field.Key, field => Value(field.Value)), Files = files };
    }

    private static RequestContent? Check(IFormFile file, HttpEndpointPayload limits)
    {
        if (file.Length > limits.FileSizeLimit)
            return Broken(limits, HttpEndpointOutcomes.FileTooLarge, StatusCodes.Status413PayloadTooLarge, $"File '{file.FileName}' is larger than the {limits.FileSizeLimit} bytes that are accepted here.");
        var extension = Path.GetExtension(file.FileName);
        if ((limits.AllowedFileExtensions.Count > 0 && !Holds(limits.AllowedFileExtensions, extension)) || Holds(limits.BlockedFileExtensions, extension))
            return Broken(limits, HttpEndpointOutcomes.InvalidFileExtension, StatusCodes.Status415UnsupportedMediaType, $"Files with the extension '{extension}' are not accepted here.");
        if (limits.AllowedMimeTypes.Count > 0 && !limits.AllowedMimeTypes.Contains(file.ContentType.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase))
            return Broken(limits, HttpEndpointOutcomes.InvalidFileMimeType, StatusCodes.Status415UnsupportedMediaType, $"Files of the type '{file.ContentType}' are not accepted here.");
        return null;
    }

    private static bool Holds(IReadOnlyList<string> extensions, string extension) =>
        extensions.Any(e => e.TrimStart('.').Equals(extension.TrimStart('.'), StringComparison.OrdinalIgnoreCase));

    private static RequestContent TooLarge(HttpEndpointPayload limits) => Broken(
        limits, HttpEndpointOutcomes.RequestTooLarge, StatusCodes.Status413PayloadTooLarge, $"At most {limits.RequestSizeLimit} bytes are accepted here.");

    private static RequestContent Broken(HttpEndpointPayload limits, string outcome, int status, string detail) =>
        limits.ExposedOutcomes.Contains(outcome) ? new RequestContent { Violation = outcome } : new RequestContent { Refusal = Problem.Of(status, outcome, detail) };
}
