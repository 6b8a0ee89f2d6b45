using System.Formats.Tar;
using System.Globalization;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>
/// The image that functions are built on: this machine's Node.js with its libraries and nothing else, no shell. It needs no registry; it is made once per
/// engine and Node.js and imported as a tar file.
/// </summary>
internal sealed partial class NodeBaseImage(DockerEngine engine, FunctionFolder folder, IOptions<FunctionsOptions> options, ILogger<NodeBaseImage> logger) : IDisposable
{
    private const string Repository = "orchestrator/functions-node";
    private const string Recipe = "1";
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    private const UnixFileMode Readable = (UnixFileMode)0b110_100_100;

    private static readonly string[] Folders = ["app", "bin", "dev", "etc", "lib", "lib64", "proc", "run", "run/function", "sys", "tmp", "usr", "usr/bin", "usr/lib"];

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Tag of the image; makes it when the engine has none.</summary>
    public async ValueTask<string> EnsureAsync(CancellationToken cancellationToken)
    {
        if (options.Value.BaseImage is { Length: > 0 } given)
            return given;
        await _one.WaitAsync(cancellationToken);
        try
        {
            var files = await NodeFiles.FindAsync(options.Value.NodePath, cancellationToken);
            var tag = Tag(files);
            if (!await ExistsAsync($"{Repository}:{tag}", cancellationToken))
                await ImportAsync(files, tag, cancellationToken);
            return $"{Repository}:{tag}";
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private static string Tag(IReadOnlyList<(string Target, FileInfo Source)> files)
    {
        var text = new StringBuilder(Recipe);
        foreach (var (target, source) in files)
            text.Append(CultureInfo.InvariantCulture, $"\n{target} {source.FullName} {source.Length} {source.LastWriteTimeUtc.Ticks}");
        return Hashes.Short(text.ToString(), 12);
    }

    private async ValueTask<bool> ExistsAsync(string image, CancellationToken cancellationToken) => await engine.RunAsync("look for the base image", async client =>
    {
        try
        {
            await client.Images.InspectImageAsync(image, cancellationToken);
            return true;
        }
        catch (DockerImageNotFoundException)
        {
            return false;
        }
    });

    private async ValueTask ImportAsync(IReadOnlyList<(string Target, FileInfo Source)> files, string tag, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.Root);
        var path = Path.Combine(folder.Root, $"base-{tag}.tar");
        await using var tar = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await WriteAsync(tar, files, cancellationToken);
        // The client closes the stream once it is sent.
        var bytes = tar.Length;
        tar.Position = 0;

        var messages = new BuildMessages();
        var parameters = new ImagesCreateParameters
        {
            FromSrc = "-",
            Repo = Repository,
            Tag = tag,
            Message = "Node.js of this machine with its libraries",
            Changes = ["ENV PATH=/usr/bin:/bin NODE_ENV=production", "WORKDIR /app"],
        };
        await engine.RunAsync("import the base image", client => client.Images.CreateImageAsync(parameters, tar, null, messages, cancellationToken));
        if (messages.Error is { } error)
            throw new FunctionExecutorException($"The Docker Engine could not import the base image: {error}");
        LogMade(tag, files.Count, bytes);
    }

    private static async ValueTask WriteAsync(Stream stream, IReadOnlyList<(string Target, FileInfo Source)> files, CancellationToken cancellationToken)
    {
        await using var tar = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true);
        var folders = new SortedSet<string>(Folders, StringComparer.Ordinal);
        foreach (var (target, _) in files)
        {
            for (var parent = Path.GetDirectoryName(target.TrimStart('/')); parent is { Length: > 0 }; parent = Path.GetDirectoryName(parent))
                folders.Add(parent);
        }

        foreach (var name in folders)
            await tar.WriteEntryAsync(new GnuTarEntry(TarEntryType.Directory, name + "/") { Mode = name == "tmp" ? (UnixFileMode)0b001_111_111_111 : Executable }, cancellationToken);
        await AddTextAsync(tar, "etc/passwd", "root:x:0:0::/:/bin/false\nfn:x:10001:10001::/app:/bin/false\n", cancellationToken);
        await AddTextAsync(tar, "etc/group", "root:x:0:\nfn:x:10001:\n", cancellationToken);
        await AddTextAsync(tar, "etc/nsswitch.conf", "hosts: files dns\n", cancellationToken);
        foreach (var (target, source) in files)
        {
            await using var data = new FileStream(source.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
            await tar.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, target.TrimStart('/')) { Mode = Executable, DataStream = data }, cancellationToken);
        }
    }

    private static async ValueTask AddTextAsync(TarWriter tar, string name, string text, CancellationToken cancellationToken)
    {
        using var data = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await tar.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, name) { Mode = Readable, DataStream = data }, cancellationToken);
    }
}
