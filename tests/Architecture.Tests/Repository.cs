using System.Diagnostics;

namespace Orchestrator.Tests.Architecture;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>Absolute path of the folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Relative paths, with slashes, of the files that belong to the project: those that git tracks, or would.</summary>
    public static async Task<IReadOnlyList<string>> FilesAsync(CancellationToken cancellationToken)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        })!;
        var output = await git.StandardOutput.ReadToEndAsync(cancellationToken);
        await git.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, git.ExitCode);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Root, file)))];
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orchestrator.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No Orchestrator.sln above '{AppContext.BaseDirectory}'.");
    }
}
