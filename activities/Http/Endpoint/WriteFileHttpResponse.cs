using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>
/// Answers the request that started or resumed this burst with a file; several files go out as one zip archive. Like <see cref="WriteHttpResponse"/> it needs a request in
/// progress. A download that may be resumed has an entity tag; with a download id its file is kept for a day, and a later request for a part of it gets that of the same file,
/// even if the workflow would make another one now.
/// </summary>
[Activity("Elsa", "HTTP", "Answer the current HTTP request with a file.", DisplayName = "HTTP File Response")]
public sealed class WriteFileHttpResponse : CodeActivity
{
    [Input(Description = "The content type; that of the file, or application/octet-stream, when empty.")]
    public Input<string?>? ContentType { get; set; }

    [Input(Description = "The name that the file is saved under.")]
    public Input<string?>? Filename { get; set; }

    [Input(Description = "The entity tag (RFC 9110), without quotes.")]
    public Input<string?>? EntityTag { get; set; }

    [Input(Description = "The file: bytes, text, a file of an HttpEndpoint or a download, or a list of them.")]
    public Input<object?>? Content { get; set; }

    [Input(Description = "Whether parts of the file may be asked for (Range, RFC 9110).")]
    public Input<bool>? EnableResumableDownloads { get; set; }

    [Input(Description = "Id of the download, by which a caller goes on with it; when empty, the header X-Download-Id of the request. Only with resumable downloads.")]
    public Input<string?>? DownloadCorrelationId { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var exchange = HttpExchange.Of(context);
        var isResumable = EnableResumableDownloads.GetOrDefault(context);
        var downloadId = !isResumable ? null : DownloadCorrelationId.GetOrDefault(context) is { Length: > 0 } own ? own : exchange.DownloadId;
        var owner = (context.WorkflowExecutionContext.Tenant, context.WorkflowExecutionContext.DefinitionId);
        if (downloadId is not null && exchange.AsksForPart
            && await context.GetRequiredService<KeptDownloads>().FindAsync(owner, downloadId, context.CancellationToken) is { } kept)
        {
            exchange.Response = kept;
            return;
        }

        var files = FilesOf(Content.GetOrDefault(context)).ToList();
        if (files.Count == 0)
            throw new WorkflowFaultException($"Input 'Content' of activity '{context.Activity.Name ?? context.Activity.Id}' holds no file: give it bytes, text or a file.", "http.no-file");
        var (name, type, bytes) = files.Count == 1 ? files[0] : ("files.zip", "application/zip", Zip(files));
        var response = new HttpResponseContent
        {
            StatusCode = 200,
            ContentType = ContentType.GetOrDefault(context) is { Length: > 0 } given ? given : type,
            Body = bytes,
            FileName = Filename.GetOrDefault(context) is { Length: > 0 } wanted ? wanted : name,
            EntityTag = EntityTag.GetOrDefault(context) is { Length: > 0 } tag ? tag : isResumable ? Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16)) : null,
            AllowsRanges = isResumable,
        };
        if (downloadId is not null)
            await context.GetRequiredService<KeptDownloads>().KeepAsync(owner, downloadId, response, context.CancellationToken);
        exchange.Response = response;
    }

    private static IEnumerable<(string Name, string Type, byte[] Bytes)> FilesOf(object? value) => value switch
    {
        null => [],
        byte[] bytes => [("file.bin", "application/octet-stream", bytes)],
        string text => [("file.txt", "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text))],
        IDictionary<string, object?> file when file.TryGetValue("content", out var content) => [(
            Text(file, "fileName") ?? Text(file, "name") ?? "file.bin",
            Text(file, "contentType") ?? "application/octet-stream",
            ValueConverter.To<byte[]>(content) ?? [])],
        IEnumerable<object?> list => list.SelectMany(FilesOf),
        _ => [("file.json", "application/json", Encoding.UTF8.GetBytes(PlainValue.ToJson(value)))],
    };

    private static string? Text(IDictionary<string, object?> file, string key) => file.TryGetValue(key, out var value) && value is string { Length: > 0 } text ? text : null;

    private static byte[] Zip(List<(string Name, string Type, byte[] Bytes)> files)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < files.Count; i++)
            {
                var taken = files.Take(i).Any(f => f.Name == files[i].Name);
                using var entry = archive.CreateEntry(taken ? $"{i + 1}-{files[i].Name}" : files[i].Name).Open();
                entry.Write(files[i].Bytes);
            }
        }

        return buffer.ToArray();
    }
}
