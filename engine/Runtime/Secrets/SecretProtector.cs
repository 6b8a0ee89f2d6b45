using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Orchestrator.Runtime.Secrets;

internal sealed class SecretProtector(IOptions<SecretOptions> options, DataFolder folder) : ISecretProtector
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly Lazy<byte[]> _key = new(() => SecretKeyFile.ReadOrCreate(options.Value.KeyFile ?? Path.Combine(folder.Path, "secrets.key")));

    public string Protect(string tenant, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key.Value, TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(tenant));
        return SecretText.Prefix + Base64Url.EncodeToString(sealedBytes);
    }

    public string Unprotect(string tenant, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!SecretText.LooksProtected(value))
            throw new SecretException("The value is not a protected secret.");
        try
        {
            var sealedBytes = Base64Url.DecodeFromChars(value.AsSpan(SecretText.Prefix.Length)).AsSpan();
            if (sealedBytes.Length < NonceBytes + TagBytes)
                throw new SecretException("The protected secret is cut off.");
            var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(_key.Value, TagBytes);
            aes.Decrypt(sealedBytes[..NonceBytes], sealedBytes[(NonceBytes + TagBytes)..], sealedBytes.Slice(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(tenant));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            throw new SecretException("A secret cannot be read with this installation's key: was the key file replaced? Restore it, or set the secret again.", exception);
        }
    }

    public bool IsProtected(string tenant, string value)
    {
        if (!SecretText.LooksProtected(value))
            return false;
        try
        {
            Unprotect(tenant, value);
            return true;
        }
        catch (SecretException)
        {
            return false;
        }
    }
}
