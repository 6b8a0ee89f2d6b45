using System.Text.Json;

namespace Orchestrator.Lab.State;

/// <summary>Keeps the world in one JSON file that is always whole: temporary file, fsync, rename.</summary>
internal sealed class LabFile(string? path)
{
    private byte[] _last = [];

    /// <summary>The stored world, or null when there is none.</summary>
    /// <exception cref="InvalidDataException">The file is no world of a format that this version reads.</exception>
    public LabState? Load()
    {
        if (path is null || !File.Exists(path))
            return null;

        var bytes = File.ReadAllBytes(path);
        try
        {
            var state = JsonSerializer.Deserialize(bytes, LabStateJson.Default.LabState);
            if (state is not { Format: 1 })
                throw new InvalidDataException($"{path} holds a lab world of an unknown format. Remove the file to start with a new world.");
            _last = bytes;
            return state;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is no lab world: {e.Message} Remove the file to start with a new world.", e);
        }
    }

    /// <summary>Writes the world when it differs from what was written last.</summary>
    public void Save(LabState state)
    {
        if (path is null)
            return;

        var bytes = JsonSerializer.SerializeToUtf8Bytes(state, LabStateJson.Default.LabState);
        if (bytes.AsSpan().SequenceEqual(_last))
            return;

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        _last = bytes;
    }
}
