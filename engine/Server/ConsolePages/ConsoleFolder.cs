namespace Orchestrator.Server.ConsolePages;

/// <summary>Finds the built console.</summary>
internal static class ConsoleFolder
{
    /// <summary>
    /// The folder with <c>index.html</c>: the one given, else <c>wwwroot/console</c> beside the program, else <c>designer/dist</c> (or the browser folder that
    /// Angular makes in it) of the source tree that the program was built in. Null: not built.
    /// </summary>
    public static string? Find(string? given, string programFolder)
    {
        if (given is not null)
            return WithIndex(given);
        if (WithIndex(Path.Combine(programFolder, "wwwroot", "console")) is { } published)
            return published;
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orchestrator.sln")))
                return WithIndex(Path.Combine(folder.FullName, "designer", "dist"));
        }

        return null;
    }

    private static string? WithIndex(string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        if (File.Exists(Path.Combine(folder, "index.html")))
            return folder;
        var index = Directory.EnumerateFiles(folder, "index.html", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 }).Order(StringComparer.Ordinal).FirstOrDefault();
        return index is null ? null : Path.GetDirectoryName(index);
    }
}
