using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Runtime.Secrets;

/// <summary>Reads the key, or makes it when there is none.</summary>
internal static class SecretKeyFile
{
    public const int KeyBytes = 32;

    public static byte[] ReadOrCreate(string path)
    {
        if (!File.Exists(path))
            Create(path);
        var text = File.ReadAllText(path).Trim();
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(text, key, out var length) && length == KeyBytes
            ? key
            : throw new SecretException($"The key file '{path}' does not hold {KeyBytes} bytes in base 64: restore it from a backup.");
    }

    /// <summary>The file appears whole or not at all; of two processes that make it at the same time, one wins.</summary>
    private static void Create(string path)
    {
        var temporary = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n"));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary); // Another process was faster: its key is the key.
        }
    }
}
