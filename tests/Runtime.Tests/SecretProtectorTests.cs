using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Secrets;

namespace Orchestrator.Tests.Runtime;

public sealed class SecretProtectorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_secret_is_read_again_by_a_process_with_the_same_key()
    {
        var value = Protector().Protect("red", "grün");

        Assert.StartsWith(SecretText.Prefix, value, StringComparison.Ordinal);
        Assert.Equal("grün", Protector().Unprotect("red", value));
        Assert.NotEqual(value, Protector().Protect("red", "grün"));
    }

    [Fact]
    public void Another_tenant_another_key_and_a_damaged_value_are_refused()
    {
        var value = Protector().Protect("red", "token");

        Assert.Throws<SecretException>(() => Protector().Unprotect("blue", value));
        Assert.Throws<SecretException>(() => Protector("other.key").Unprotect("red", value));
        Assert.Throws<SecretException>(() => Protector().Unprotect("red", value[..^2]));
        Assert.Throws<SecretException>(() => Protector().Unprotect("red", "token"));
        Assert.False(Protector().IsProtected("red", SecretText.Prefix + "bogus"));
    }

    [Fact]
    public void The_key_file_belongs_to_its_owner_and_a_damaged_one_is_named()
    {
        var path = Path.Combine(folder.Path, "secrets.key");
        Protector().Protect("red", "token");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));

        File.WriteAllText(path, "short");

        var fault = Assert.Throws<SecretException>(() => Protector().Protect("red", "token"));
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Protected_values_are_masked_wherever_they_stand()
    {
        var value = Protector().Protect("red", "token");
        var data = new Dictionary<string, object?> { ["env"] = new Dictionary<string, object?> { ["A"] = value }, ["list"] = new List<object?> { value, 1 }, ["text"] = $"Bearer {value}." };

        var masked = (Dictionary<string, object?>)SecretText.MaskIn(data)!;

        Assert.Equal("********", ((Dictionary<string, object?>)masked["env"]!)["A"]);
        Assert.Equal(["********", 1], (List<object?>)masked["list"]!);
        Assert.Equal("Bearer ********.", masked["text"]);
        Assert.Equal(value, ((Dictionary<string, object?>)data["env"]!)["A"]);
    }

    private ISecretProtector Protector(string keyFile = "secrets.key")
    {
        var services = new ServiceCollection();
        services.AddSingleton(new DataFolder(folder.Path));
        services.AddOrchestratorRuntime();
        services.Configure<SecretOptions>(options => options.KeyFile = Path.Combine(folder.Path, keyFile));
        return services.BuildServiceProvider().GetRequiredService<ISecretProtector>();
    }
}
