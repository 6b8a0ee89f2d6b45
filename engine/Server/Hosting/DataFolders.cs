using Orchestrator.Runtime;

namespace Orchestrator.Server.Hosting;

/// <summary>Makes the data folder and files in it that only the owner may read.</summary>
internal static class DataFolders
{
    private const UnixFileMode OwnerOnlyFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder with mode 0700 when it is missing and proves that it can be written to.</summary>
    public static DataFolder Prepare(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(full);
            else if (!Directory.Exists(full))
                Directory.CreateDirectory(full, OwnerOnlyFolder);
            var probe = Path.Combine(full, $".probe-{Environment.ProcessId}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The data folder '{full}' cannot be written to: {exception.Message} Choose another one with --data.", exception);
        }

        return new DataFolder(full);
    }

    /// <summary>The file of the database, made with mode 0600 when it is missing; SQLite gives its side files the same mode.</summary>
    public static string PrepareDatabaseFile(DataFolder folder)
    {
        var path = Path.Combine(folder.Path, "orchestrator.db");
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnlyFile;
        using (new FileStream(path, options))
        {
        }

        return path;
    }

    /// <summary>Makes a folder with mode 0700, and those above it, when they are missing.</summary>
    public static string PreparePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnlyFolder);
        return path;
    }

    /// <summary>Writes a file with mode 0600 so that readers see the old or the new content, never a part.</summary>
    public static void WritePrivate(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnlyFile;
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
