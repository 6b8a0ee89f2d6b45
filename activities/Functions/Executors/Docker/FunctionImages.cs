using System.Formats.Tar;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Docker.DotNet;
using Docker.DotNet.Models;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>Builds and removes the images of versions with the engine's classic builder, which needs no network.</summary>
internal sealed partial class FunctionImages(
    DockerEngine engine, NodeBaseImage baseImage, FunctionFolder folder, DockerNames names, IOptions<FunctionsOptions> options, TimeProvider time)
{
    private const long BuildMemory = 512L * 1024 * 1024;
    private const string LogFile = "build.log";

    /// <summary>Writes the build context of a version.</summary>
    public async ValueTask<string> PrepareAsync(FunctionVersion version, CancellationToken cancellationToken) =>
        await folder.WriteAsync(version, Dockerfile(version, await baseImage.EnsureAsync(cancellationToken)), cancellationToken);

    public async ValueTask<BuildResult> BuildAsync(FunctionVersion version, string key, CancellationToken cancellationToken)
    {
        var path = await PrepareAsync(version, cancellationToken);
        using var context = await ContextAsync(path, cancellationToken);
        var image = names.Image(version);
        var parameters = new ImageBuildParameters
        {
            Tags = [image],
            Dockerfile = "Dockerfile",
            NetworkMode = "none",
            Memory = BuildMemory,
            MemorySwap = BuildMemory,
            Labels = new Dictionary<string, string> { [DockerNames.EffectLabel] = key },
            Remove = true,
            ForceRemove = true,
        };
        var messages = new BuildMessages();
        using var deadline = new CancellationTokenSource(options.Value.BuildTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await engine.RunAsync("build the image", client => client.Images.BuildImageFromDockerfileAsync(parameters, context, null, null, messages, either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(false, null, messages.Log, $"the build took longer than {options.Value.BuildTimeout.TotalSeconds:0} s");
        }

        await File.WriteAllTextAsync(Path.Combine(path, LogFile), messages.Log, cancellationToken);
        return messages.Error is null
            ? new(true, image, messages.Log, null)
            : new(false, null, messages.Log, FirstFault(messages.Log) ?? messages.Error);
    }

    public async ValueTask<BuildResult?> FindAsync(FunctionVersion version, string key, CancellationToken cancellationToken)
    {
        var filter = names.Filter(version);
        filter["label"][$"{DockerNames.EffectLabel}={key}"] = true;
        var images = await engine.RunAsync("look for the image", client => client.Images.ListImagesAsync(new() { Filters = filter }, cancellationToken));
        if (!images.Any(i => i.RepoTags?.Contains(names.Image(version)) == true))
            return null;
        var log = Path.Combine(folder.PathOf(version), LogFile);
        return new(true, names.Image(version), File.Exists(log) ? await File.ReadAllTextAsync(log, cancellationToken) : "", null);
    }

    public async ValueTask RemoveAsync(FunctionVersion version, CancellationToken cancellationToken)
    {
        await RemoveAsync(names.Image(version), cancellationToken);
        foreach (var rest in await engine.RunAsync("list images", client => client.Images.ListImagesAsync(new() { Filters = names.Filter(version) }, cancellationToken)))
            await RemoveAsync(rest.ID, cancellationToken);
        folder.Delete(version);
    }

    public async ValueTask RemoveAsync(string image, CancellationToken cancellationToken) => await engine.RunAsync("remove the image", async client =>
    {
        try
        {
            await client.Images.DeleteImageAsync(image, new() { Force = true }, cancellationToken);
        }
        catch (DockerImageNotFoundException)
        {
            // It is gone already, which is what is wanted.
        }
    });

    internal static string? FirstFault(string log)
    {
        var match = Fault().Match(log);
        return match.Success ? match.Value.Trim() : null;
    }

    /// <summary>The labels come first and at once, so that every layer of a build under way already says to which version it belongs.</summary>
    private string Dockerfile(FunctionVersion version, string image) => string.Create(CultureInfo.InvariantCulture, $"""
        FROM {image}
        LABEL {string.Join(' ', names.Labels(version).Select(p => $"{p.Key}={Quoted(p.Value)}"))}
        WORKDIR /app
        COPY package.json server.js handler.js ./
        RUN ["/usr/bin/node", "server.js", "--check"]
        USER 10001:10001
        CMD ["/usr/bin/node", "--max-old-space-size={Math.Max(12, version.Source.Limits.MemoryMb * 3 / 4)}", "/app/server.js"]

        """);

    private static string Quoted(string value) => JsonSerializer.Serialize(value).Replace("$", "\\$", StringComparison.Ordinal);

    private static async ValueTask<MemoryStream> ContextAsync(string path, CancellationToken cancellationToken)
    {
        var stream = new MemoryStream();
        await using (var tar = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true))
        {
            foreach (var name in new[] { "Dockerfile", "package.json", "server.js", FunctionFolder.Handler })
            {
                using var data = new MemoryStream(await File.ReadAllBytesAsync(Path.Combine(path, name), cancellationToken));
                await tar.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, name) { Mode = (UnixFileMode)0b110_100_100, DataStream = data }, cancellationToken);
            }
        }

        stream.Position = 0;
        return stream;
    }

    [GeneratedRegex(@"^handler\.js(:\d+:\d+)?: .+$", RegexOptions.Multiline)]
    private static partial Regex Fault();
}
