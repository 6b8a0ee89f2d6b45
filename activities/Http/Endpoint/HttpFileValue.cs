namespace Orchestrator.Activities.Http;

/// <summary>A file as workflows see it: <c>{name, fileName, contentType, length, content}</c> with the content as bytes.</summary>
public static class HttpFileValue
{
    public static Dictionary<string, object?> Of(string fileName, string? contentType, byte[] content, string? fieldName = null) => new()
    {
        ["name"] = fieldName ?? fileName,
        ["fileName"] = fileName,
        ["contentType"] = contentType ?? "application/octet-stream",
        ["length"] = content.Length,
        ["content"] = content,
    };
}
