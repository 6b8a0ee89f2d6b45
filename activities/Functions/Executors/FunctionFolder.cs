using System.Globalization;
using System.Text;
using System.Text.Json;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Functions.Executors;

/// <summary>The files of function versions: <c>data/functions/{tenant}/{name}/{version}/</c>, each a build context of its own.</summary>
internal sealed class FunctionFolder(DataFolder data)
{
    public const string Handler = "handler.js";

    private static readonly string Contract = Resource("contract.js");
    private static readonly string Server = Resource("server.js");

    /// <summary>Root of all function files.</summary>
    public string Root { get; } = Path.Combine(data.Path, "functions");

    /// <summary>Identifies this installation among those that share an engine: 8 hex digits of the data folder's path.</summary>
    public string Installation { get; } = Hashes.Short(Path.GetFullPath(data.Path), 8);

    /// <summary>The script that both executors share.</summary>
    public static string ContractScript => Contract;

    /// <summary>The world of the embedded sandbox.</summary>
    public static string SandboxScript { get; } = Resource("sandbox.js");

    public string PathOf(FunctionVersion version) =>
        Path.Combine(Root, Safe(version.Tenant), version.Name, version.Version.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes <c>handler.js</c>, <c>package.json</c>, <c>server.js</c> and, when given, <c>Dockerfile</c>; gives the folder.</summary>
    public async ValueTask<string> WriteAsync(FunctionVersion version, string? dockerfile, CancellationToken cancellationToken)
    {
        var folder = PathOf(version);
        Directory.CreateDirectory(folder);
        await WriteAsync(folder, Handler, version.Source.Code, cancellationToken);
        await WriteAsync(folder, "package.json", PackageJson(version), cancellationToken);
        await WriteAsync(folder, "server.js", Contract + Server, cancellationToken);
        if (dockerfile is not null)
            await WriteAsync(folder, "Dockerfile", dockerfile, cancellationToken);
        return folder;
    }

    public void Delete(FunctionVersion version)
    {
        var folder = PathOf(version);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var parent = Path.GetDirectoryName(folder)!;
        if (Directory.Exists(parent) && !Directory.EnumerateFileSystemEntries(parent).Any())
            Directory.Delete(parent);
    }

    /// <summary>A tenant's name as the name of a folder.</summary>
    private static string Safe(string tenant) =>
        tenant.Length is > 0 and <= 100 && tenant[0] != '.' && tenant.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? tenant
            : "t-" + Hashes.Short(tenant, 16);

    private static string PackageJson(FunctionVersion version) => JsonSerializer.Serialize(
        new Dictionary<string, object> { ["name"] = version.Name, ["version"] = $"{version.Version}.0.0", ["private"] = true, ["type"] = "commonjs", ["main"] = Handler },
        IndentedJson.Options) + "\n";

    private static async ValueTask WriteAsync(string folder, string name, string text, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path + ".new", text, new UTF8Encoding(false), cancellationToken);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(FunctionFolder).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
