using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Amqp;
using Orchestrator.Activities.Messaging.Mqtt;
using Orchestrator.Activities.Messaging.Vcd;
using Orchestrator.Activities.VCloud;
using Orchestrator.Lab;
using Orchestrator.Tests.Messaging.Amqp;

namespace Orchestrator.Tests.Messaging.Vcd;

/// <summary>A simulated vCD on a real bus, the orchestrator beside it, and a user of an organisation who calls vCD.</summary>
internal sealed class VcdWorld : IAsyncDisposable
{
    public const string Pscoe = "7b832bc5-3d73-45a2-ba35-82a5acd72fe4";
    public const string Shop = "/api/vApp/vapp-fbf38bb3-0b8b-4c06-9a65-4c2ce4d6b101";

    private readonly TestDatabase _database;
    private readonly Broker _broker;
    private readonly LabServer _lab;
    private readonly MessagingHost _host;

    private VcdWorld(TestDatabase database, Broker broker, LabServer lab, MessagingHost host) => (_database, _broker, _lab, _host) = (database, broker, lab, host);

    public MessagingHost Host => _host;

    public LabServer Lab => _lab;

    public static async Task<VcdWorld> StartAsync(string transport, params string[] definitions)
    {
        var broker = await Broker.OpenAsync();
        var database = await TestDatabase.CreateAsync("sqlite");
        var lab = await LabServer.StartAsync(new LabOptions
        {
            Amqp = transport == "amqp" ? Broker.Address : null,
            Mqtt = transport == "mqtt",
            TaskDuration = TimeSpan.FromMilliseconds(50),
            ExtensionTimeout = TimeSpan.FromSeconds(60),
        });
        if (transport == "amqp")
            await NameExchangesAsync(lab, broker);
        var host = await MessagingHost.StartAsync(
            database.Configure,
            services =>
            {
                if (transport == "amqp")
                {
                    services.AddAmqp(options =>
                    {
                        options.Uri = Broker.Address;
                        broker.Name(options);
                        options.RetryDelay = TimeSpan.FromMilliseconds(20);
                        options.EventExchanges.Add($"{broker.Prefix}.notifications");
                        options.EventExchanges.Add($"{broker.Prefix}.notifications20");
                    });
                }

                services.AddVcdMqtt(options => options.IsEnabled = transport == "mqtt");
                services.AddOptions<VcdBusOptions>().Configure(options => options.ReplyDeadline = TimeSpan.FromSeconds(30));
                services.AddVCloud(options =>
                {
                    options.Url = lab.BaseUrl;
                    options.Password = "lab";
                    options.RegistersExtension = true;
                    options.UsesMqtt = transport == "mqtt";
                    options.ExtensionExchange = broker.Exchange;
                    options.PollMilliseconds = 100;
                });
            },
            definitions);
        await host.Get<IOrganizationSync>().SyncAsync(CancellationToken.None);
        if (transport == "amqp")
            await Wait.UntilAsync(() => host.Get<IAmqpHealth>().State == AmqpState.Connected, "a connection to the broker");
        else
            await Wait.UntilAsync(() => host.Get<IMqttHealth>().LastError is null, "a connection to vCD's bus");
        await host.Get<IVcdExtension>().EnsureAsync(CancellationToken.None);
        return new VcdWorld(database, broker, lab, host);
    }

    /// <summary>A client that is signed in, as <c>ann</c> of <c>pscoe</c> by default.</summary>
    public static async Task<HttpClient> SignInAsync(LabServer lab, string user = "ann@pscoe")
    {
        var client = new HttpClient { BaseAddress = lab.BaseUrl, Timeout = TimeSpan.FromSeconds(90) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/*+xml;version=36.0");
        var path = user.EndsWith("@System", StringComparison.OrdinalIgnoreCase) ? "/cloudapi/1.0.0/sessions/provider" : "/cloudapi/1.0.0/sessions";
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:lab")));
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.Headers.GetValues("X-VMWARE-VCLOUD-ACCESS-TOKEN").Single());
        return client;
    }

    public Task<HttpClient> SignInAsync(string user = "ann@pscoe") => SignInAsync(_lab, user);

    public static async Task<(int Status, string Text)> SendAsync(HttpClient client, HttpMethod method, string path, string? body = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _lab.DisposeAsync();
        await _database.DisposeAsync();
        await _broker.DisposeAsync();
    }

    /// <summary>Exchanges of this test's own, set as an operator does.</summary>
    private static async Task NameExchangesAsync(LabServer lab, Broker broker)
    {
        using var administrator = await SignInAsync(lab, "administrator@System");
        const string settings = "/api/admin/extension/settings/amqp";
        var xml = XElement.Parse((await SendAsync(administrator, HttpMethod.Get, settings)).Text);
        XNamespace ext = "http://www.vmware.com/vcloud/extension/v1.5";
        xml.Element(ext + "AmqpExchange")!.Value = $"{broker.Prefix}.notifications";
        xml.Element(ext + "AmqpPrefix")!.Value = broker.Prefix;
        var (status, text) = await SendAsync(administrator, HttpMethod.Put, settings, xml.ToString(), "application/vnd.vmware.admin.amqpSettings+xml");
        Assert.True(status == 200, text);
    }
}
