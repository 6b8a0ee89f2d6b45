using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Orchestrator.Server.Studio;

/// <summary>Answers a request with the compressed sibling (<c>.br</c>, <c>.gz</c>) of a file where the client takes it.</summary>
internal sealed class PrecompressedFiles(IFileProvider files, IContentTypeProvider contentTypes)
{
    private static readonly (string Encoding, string Extension)[] Siblings = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>The path and encoding of the file to send; the file itself when no sibling fits.</summary>
    public (string Path, string? Encoding) Choose(string path, IList<StringWithQualityHeaderValue> accepted)
    {
        foreach (var (encoding, extension) in Siblings)
        {
            if (accepted.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality is not 0) && files.GetFileInfo(path + extension).Exists)
                return (path + extension, encoding);
        }

        return (path, null);
    }

    /// <summary>The media type of a file, or of the one that was compressed.</summary>
    public string? ContentTypeOf(string path)
    {
        var plain = Siblings.FirstOrDefault(sibling => path.EndsWith(sibling.Extension, StringComparison.Ordinal)) is { Extension: { } extension } ? path[..^extension.Length] : path;
        return contentTypes.TryGetContentType(plain, out var type) ? type : null;
    }
}
