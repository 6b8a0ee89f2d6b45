using System.Text.Json;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>
/// A folder for each container: its lease, and the folder that is mounted into it and holds its socket. Sockets cannot have paths of more than 107 bytes, so
/// a data folder deep in the tree is given a short folder among the temporary files instead.
/// </summary>
internal sealed class RunFolder
{
    public const string SocketName = "function.sock";

    private const int MaxSocketPath = 107;

    private readonly DockerNames _names;

    public RunFolder(FunctionFolder folder, DockerNames names)
    {
        _names = names;
        var longest = Path.Combine(folder.Root, "run", new string('x', 12), "s", SocketName);
        Root = System.Text.Encoding.UTF8.GetByteCount(longest) <= MaxSocketPath
            ? Path.Combine(folder.Root, "run")
            : Path.Combine(Path.GetTempPath(), $"orchestrator-{folder.Installation}");
        // Nobody else may pass: the containers' sockets are open to whoever can reach them. It fails when somebody else made the folder before us.
        Create(Root, (UnixFileMode)0b111_000_000);
    }

    public string Root { get; }

    /// <summary>The folder that is mounted into a container; made when it is not there. The container's user may write to it.</summary>
    public string Mounted(FunctionVersion version, int index)
    {
        var path = Path.Combine(Of(version, index), "s");
        Create(path, (UnixFileMode)0b111_111_111);
        return path;
    }

    public string Socket(FunctionVersion version, int index) => Path.Combine(Of(version, index), "s", SocketName);

    public Lease? ReadLease(FunctionVersion version, int index)
    {
        var path = Path.Combine(Of(version, index), "lease.json");
        return File.Exists(path) ? JsonSerializer.Deserialize<Lease>(File.ReadAllBytes(path), PlainJson.Options) : null;
    }

    public void WriteLease(FunctionVersion version, Lease lease)
    {
        var path = Path.Combine(Of(version, lease.Index), "lease.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(lease, PlainJson.Options));
        File.Move(path + ".new", path, overwrite: true);
    }

    public void DeleteLease(FunctionVersion version, int index) => File.Delete(Path.Combine(Of(version, index), "lease.json"));

    public void Delete(FunctionVersion version, int index)
    {
        var path = Of(version, index);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    private static void Create(string path, UnixFileMode mode)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }

    private string Of(FunctionVersion version, int index) => Path.Combine(Root, Hashes.Short(_names.Container(version, index), 12));
}
