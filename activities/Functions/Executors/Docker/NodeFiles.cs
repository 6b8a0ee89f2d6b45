using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>
/// Finds the files that this machine's Node.js needs: the program, the libraries that <c>ldd</c> names, and, for Debian's own package, the JavaScript that it
/// keeps outside of the program in <c>/usr/share/nodejs</c>.
/// </summary>
internal static partial class NodeFiles
{
    /// <summary>Where the program lies in the image.</summary>
    public const string Program = "/usr/bin/node";

    private static readonly byte[] DebianPrefix = "/usr/share/nodejs/"u8.ToArray();

    /// <summary>Path in the image and file on this machine, the program first.</summary>
    public static async ValueTask<IReadOnlyList<(string Target, FileInfo Source)>> FindAsync(string? nodePath, CancellationToken cancellationToken)
    {
        var node = Resolve(nodePath ?? FindInPath() ?? throw new FunctionExecutorException(
            "Node.js is not installed on this machine, so no image for functions can be made: install it (version 18 or newer), or name a base image."));
        var files = new List<(string, FileInfo)> { (Program, node) };
        foreach (var library in await LibrariesAsync(node.FullName, cancellationToken))
        {
            files.Add((library, Resolve(library)));
            if (Path.GetFileName(library).StartsWith("libnode.so", StringComparison.Ordinal))
                files.AddRange((await ExternalScriptsAsync(library, cancellationToken)).Select(script => (script, Resolve(script))));
        }

        return files;
    }

    private static string? FindInPath() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, "node"), Path.Combine(folder, "nodejs") })
        .FirstOrDefault(File.Exists);

    private static FileInfo Resolve(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new FunctionExecutorException($"{path}, which Node.js needs, is not on this machine.");
        return file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
    }

    private static async ValueTask<IReadOnlyList<string>> LibrariesAsync(string node, CancellationToken cancellationToken)
    {
        using var ldd = Process.Start(new ProcessStartInfo("ldd", [node]) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new FunctionExecutorException("The program 'ldd' does not start.");
        var errors = ldd.StandardError.ReadToEndAsync(cancellationToken);
        var output = await ldd.StandardOutput.ReadToEndAsync(cancellationToken);
        await ldd.WaitForExitAsync(cancellationToken);
        var all = output + await errors;
        if (ldd.ExitCode != 0 && !all.Contains("not a dynamic executable", StringComparison.Ordinal))
            throw new FunctionExecutorException($"'ldd {node}' failed: {all.Trim()}");
        return [.. AbsolutePath().Matches(output).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Debian compiles the paths of its external scripts into the library; they are read out of it.</summary>
    private static async ValueTask<IReadOnlyList<string>> ExternalScriptsAsync(string library, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(library, cancellationToken);
        var scripts = new SortedSet<string>(StringComparer.Ordinal);
        for (var at = bytes.AsSpan().IndexOf(DebianPrefix); at >= 0;)
        {
            var rest = bytes.AsSpan(at);
            var length = rest.IndexOfAnyExcept(PathBytes);
            var path = Encoding.ASCII.GetString(rest[..(length < 0 ? rest.Length : length)]);
            if (path.EndsWith(".js", StringComparison.Ordinal) && File.Exists(path))
                scripts.Add(path);
            var next = rest[DebianPrefix.Length..].IndexOf(DebianPrefix);
            at = next < 0 ? -1 : at + DebianPrefix.Length + next;
        }

        return [.. scripts];
    }

    private static readonly System.Buffers.SearchValues<byte> PathBytes =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-@"u8);

    [GeneratedRegex(@"/[^\s()]+")]
    private static partial Regex AbsolutePath();
}
