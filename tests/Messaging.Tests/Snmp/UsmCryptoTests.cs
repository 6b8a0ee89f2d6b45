using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Orchestrator.Activities.Messaging.Snmp.Security;

namespace Orchestrator.Tests.Messaging.Snmp;

/// <summary>The vectors of the RFCs, and agreement with the platform where it knows the algorithm.</summary>
public sealed class UsmCryptoTests
{
    private static readonly byte[] EngineId = Convert.FromHexString("000000000000000000000002");

    [Theory]
    [InlineData(SnmpAuthProtocol.Md5, "9faf3283884e92834ebc9847d8edd963", "526f5eed9fcce26f8964c2930787d82b")]
    [InlineData(SnmpAuthProtocol.Sha1, "9fb5cc0381497b3793528939ff788d5d79145211", "6695febc9288e36282235fc7151f128497b38f3f")]
    public void Keys_are_those_of_RFC_3414_A_3(SnmpAuthProtocol hash, string key, string localized)
    {
        var made = UsmKeyMaker.FromPassword(hash, "maplesyrup"u8);

        Assert.Equal(key, Convert.ToHexStringLower(made));
        Assert.Equal(localized, Convert.ToHexStringLower(UsmKeyMaker.Localize(hash, made, EngineId)));
    }

    [Theory]
    [InlineData("", "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f")]
    [InlineData("abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525")]
    public void SHA_224_gives_the_digests_of_FIPS_180(string text, string digest)
    {
        var made = new byte[Sha224.Size];

        Sha224.HashData(Encoding.ASCII.GetBytes(text), made);

        Assert.Equal(digest, Convert.ToHexStringLower(made));
    }

    [Fact]
    public void HMAC_SHA_224_gives_the_digest_of_RFC_4231_each_time()
    {
        using var digest = KeyedDigest.Create(SnmpAuthProtocol.Sha224, Encoding.ASCII.GetBytes("Jefe"));
        var made = new byte[Sha224.Size];

        for (var time = 0; time < 2; time++)
        {
            digest.Append("what do ya want "u8);
            digest.Append("for nothing?"u8);
            digest.Finish(made);
            Assert.Equal("a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44", Convert.ToHexStringLower(made));
        }
    }

#pragma warning disable CA5351 // The platform's DES is what ours is compared with.
    [Fact]
    public void Our_DES_is_the_platform_s()
    {
        Gen.Select(Gen.Byte.Array[8], Gen.Byte.Array[8])
            .Where((key, _) => !DES.IsWeakKey(key) && !DES.IsSemiWeakKey(key))
            .Sample((key, block) =>
            {
                using var ours = new DesBlocks.Managed(key);
                using var platform = new DesBlocks.Platform(key);
                var (made, expected, back) = (new byte[8], new byte[8], new byte[8]);

                ours.Encrypt(block, made);
                platform.Encrypt(block, expected);
                ours.Decrypt(made, back);

                return made.AsSpan().SequenceEqual(expected) && back.AsSpan().SequenceEqual(block);
            });
    }

#pragma warning restore CA5351

    [Theory]
    [InlineData(SnmpPrivProtocol.Des)]
    [InlineData(SnmpPrivProtocol.Aes128)]
    [InlineData(SnmpPrivProtocol.Aes192)]
    [InlineData(SnmpPrivProtocol.Aes256)]
    public void What_is_encrypted_is_decrypted(SnmpPrivProtocol priv)
    {
        var user = UsmUser.Create("u", SnmpAuthProtocol.Sha1, "authpass123", priv, "privpass123");
        using var sender = new UsmKeys(user, EngineId);
        using var receiver = new UsmKeys(user, EngineId);

        Gen.Byte.Array[1, 5_000].Sample(
            plain =>
            {
                var salt = new byte[8];
                var cipherText = sender.Encrypt(plain, 3, 4711, salt);
                var back = receiver.Decrypt(cipherText, 3, 4711, salt);
                return back[..plain.Length].SequenceEqual(plain) && (plain.Length < 16 || cipherText.AsSpan().IndexOf(plain.AsSpan(0, 16)) < 0);
            },
            threads: 1);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void AES_by_the_processor_is_AES_by_the_platform(int keySize)
    {
        Assert.SkipUnless(AesRounds.IsSupported, "This processor has no instructions for AES.");
        Gen.Select(Gen.Byte.Array[keySize], Gen.Byte.Array[0, 300], Gen.Int, Gen.Int, Gen.ULong).Sample(
            (key, text, boots, time, counter) =>
            {
                using var ours = UsmCipher.Create(keySize switch { 16 => SnmpPrivProtocol.Aes128, 24 => SnmpPrivProtocol.Aes192, _ => SnmpPrivProtocol.Aes256 }, key);
                using var platform = UsmCipher.CreatePlatformAes(key);
                var (salt, other) = (new byte[8], new byte[8]);
                var (made, expected) = (ours.Encrypt(text, boots, time, counter, salt), platform.Encrypt(text, boots, time, counter, other));
                return made.AsSpan().SequenceEqual(expected) && salt.AsSpan().SequenceEqual(other)
                    && ours.Decrypt(made, boots, time, salt).SequenceEqual(text) && platform.Decrypt(made, boots, time, salt).SequenceEqual(text);
            },
            threads: 1);
    }

    [Fact]
    public void AES_is_the_platform_s_CFB_128()
    {
        var user = UsmUser.Create("u", SnmpAuthProtocol.Sha1, "authpass123", SnmpPrivProtocol.Aes128, "privpass123");
        using var keys = new UsmKeys(user, EngineId);
        using var aes = Aes.Create();
        aes.Key = UsmKeyMaker.LocalizeForPrivacy(SnmpAuthProtocol.Sha1, SnmpPrivProtocol.Aes128, SnmpKeyExtension.Blumenthal, user.PrivKey, EngineId)[..16];
        var plain = RandomNumberGenerator.GetBytes(160);
        var salt = new byte[8];

        var cipherText = keys.Encrypt(plain, 1, 2, salt);

        Assert.Equal(aes.EncryptCfb(plain, (byte[])[0, 0, 0, 1, 0, 0, 0, 2, .. salt], PaddingMode.None, feedbackSizeInBits: 128), cipherText);
    }

    [Theory]
    [InlineData("", "a name", typeof(ArgumentException))]
    [InlineData("a-name-that-is-longer-than-thirty-two-bytes", "at most 32", typeof(ArgumentException))]
    public void A_user_that_the_RFC_forbids_is_refused(string name, string why, Type type) => Assert.True(type.IsInstanceOfType(Record.Exception(() => UsmUser.Create(name))), why);

    [Fact]
    public void Weak_passwords_and_privacy_without_authentication_are_refused()
    {
        Assert.Throws<ArgumentException>(() => UsmUser.Create("u", SnmpAuthProtocol.Sha256, "short"));
        Assert.Throws<ArgumentException>(() => UsmUser.Create("u", SnmpAuthProtocol.Sha256, "long enough", SnmpPrivProtocol.Aes128, "short"));
        Assert.Throws<ArgumentException>(() => UsmUser.Create("u", SnmpAuthProtocol.None, null, SnmpPrivProtocol.Aes128, "long enough"));
    }
}
