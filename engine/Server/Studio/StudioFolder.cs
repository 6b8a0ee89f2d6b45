using Orchestrator.Server.ConsolePages;

namespace Orchestrator.Server.Studio;

/// <summary>Finds the files of Elsa Studio, which the console's build puts beside the console.</summary>
internal static class StudioFolder
{
    public const string Page = "host.html";

    /// <summary>The folder <c>studio</c> beside the console's; null: not built.</summary>
    public static string? Find(string? console, string programFolder)
    {
        if (ConsoleFolder.Find(console, programFolder) is not { } found || Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(found)) is not { } parent)
            return null;
        var folder = Path.Combine(parent, "studio");
        return File.Exists(Path.Combine(folder, Page)) ? folder : null;
    }
}
