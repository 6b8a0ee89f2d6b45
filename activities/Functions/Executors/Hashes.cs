using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Activities.Functions.Executors;

internal static class Hashes
{
    /// <summary>The first hex digits of the SHA-256 of a text.</summary>
    public static string Short(string text, int digits) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];
}
