using Orchestrator.Activities.Messaging.Amqp;

namespace Orchestrator.Tests.Messaging.Amqp;

public sealed class AmqpTlsTests
{
    private static string Certificate(string name) => Path.Combine(TestEnvironment.Require("ORCHESTRATOR_TEST_CERTIFICATES", "openssl"), name);

    private static async Task<MessagingHost> StartAsync(TestDatabase database, Broker broker, Action<AmqpOptions> configure) => await MessagingHost.StartAsync(
        database.Configure,
        services => services.AddAmqp(options =>
        {
            options.Uri = new Uri(TestEnvironment.Require("ORCHESTRATOR_TEST_AMQPS", "rabbitmq-server"));
            options.User = "guest";
            options.Password = "guest";
            options.CaFile = Certificate("ca.pem");
            options.ClientCertificateFile = Certificate("client.pem");
            options.ClientKeyFile = Certificate("client.key");
            broker.Name(options);
            configure(options);
        }));

    [Theory]
    [InlineData(null)]
    [InlineData("server.test")]
    public async Task A_broker_whose_certificate_is_signed_by_our_authority_is_trusted(string? name)
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker, options => options.ServerName = name);

        await Wait.UntilAsync(() => host.Get<IAmqpHealth>().State == AmqpState.Connected, "a connection over TLS");
    }

    [Theory]
    [InlineData("unknown authority", "not signed by an authority that the system knows")]
    [InlineData("wrong name", "does not carry the name 'other.test'")]
    [InlineData("missing file", "cannot be used")]
    [InlineData("wrong password", "ACCESS_REFUSED")]
    public async Task What_is_wrong_with_the_connection_is_said(string kind, string reason)
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker, options =>
        {
            options.CaFile = kind switch { "unknown authority" => null, "missing file" => "/nowhere/ca.pem", _ => options.CaFile };
            options.ServerName = kind == "wrong name" ? "other.test" : null;
            options.Password = kind == "wrong password" ? "wr0ng" : "guest";
        });
        var health = host.Get<IAmqpHealth>();

        await Wait.UntilAsync(() => health.LastError is { } error && error != "not started" && error.Contains(reason, StringComparison.Ordinal), $"the reason {reason}");

        Assert.NotEqual(AmqpState.Connected, health.State);
        Assert.DoesNotContain("wr0ng", health.LastError, StringComparison.Ordinal);
    }
}
