using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Orchestrator.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>
/// Files that were sent and may be asked for again in parts, so that a client that goes on with a download gets the rest of the same file: in the folder <c>downloads</c> of the
/// data folder of this node, for a day, at most 1 GiB in all, the oldest go first. Safe for concurrent use.
/// </summary>
public sealed class KeptDownloads(DataFolder data, TimeProvider time)
{
    private const long Capacity = 1L << 30;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly Lock sweeping = new();

    private string Folder => Path.Combine(data.Path, "downloads");

    /// <summary>The file that was kept last under an id; null when there is none.</summary>
    /// <param name="owner">Tenant and definition: ids of others are not found.</param>
    /// <param name="id">As the caller or the workflow names the download.</param>
    public async ValueTask<HttpResponseContent?> FindAsync((string Tenant, string DefinitionId) owner, string id, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(owner, id));
        if (!file.Exists || file.LastWriteTimeUtc < Oldest)
            return null;
        try
        {
            await using var stream = file.OpenRead();
            return await JsonSerializer.DeserializeAsync<HttpResponseContent>(stream, PlainJson.Options, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            return null; // Swept meanwhile.
        }
    }

    /// <summary>Keeps a file under an id, in place of an earlier one.</summary>
    public async ValueTask KeepAsync((string Tenant, string DefinitionId) owner, string id, HttpResponseContent content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var path = PathOf(owner, id);
        var part = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.part";
        await using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
            await JsonSerializer.SerializeAsync(stream, content, PlainJson.Options, cancellationToken);
        File.SetLastWriteTimeUtc(part, time.GetUtcNow().UtcDateTime);
        File.Move(part, path, overwrite: true);
        Sweep();
    }

    private DateTime Oldest => (time.GetUtcNow() - Lifetime).UtcDateTime;

    private string PathOf((string Tenant, string DefinitionId) owner, string id) =>
        Path.Combine(Folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner.Tenant}\n{owner.DefinitionId}\n{id}"))) + ".json");

    private void Sweep()
    {
        lock (sweeping)
        {
            var room = Capacity;
            foreach (var file in new DirectoryInfo(Folder).EnumerateFiles().OrderByDescending(file => file.LastWriteTimeUtc).ToList())
            {
                room -= file.Length;
                if (room < 0 || file.LastWriteTimeUtc < Oldest)
                    file.Delete();
            }
        }
    }
}
