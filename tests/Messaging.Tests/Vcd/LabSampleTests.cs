using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orchestrator.Lab;
using Orchestrator.Tests.Messaging.Amqp;

namespace Orchestrator.Tests.Messaging.Vcd;

/// <summary>The simulated vCD and vROps take and send what the products do.</summary>
public sealed class LabSampleTests
{
    private const string Extension = "/api/admin/extension";
    private static readonly XNamespace s_ext = "http://www.vmware.com/vcloud/extension/v1.5";

    [Fact]
    public async Task Services_rights_and_broker_settings_are_taken_and_shown_again()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions());
        using var client = await VcdWorld.SignInAsync(lab, "administrator@System");

        var service = await VcdWorld.SendAsync(client, HttpMethod.Post, $"{Extension}/service", Sample.Text("vcd-service-register.xml"), "application/vnd.vmware.admin.service+xml");
        var href = new Uri(XElement.Parse(service.Text).Attribute("href")!.Value).AbsolutePath;
        var right = await VcdWorld.SendAsync(client, HttpMethod.Post, $"{href}/rights", Sample.Text("vcd-service-right.xml"), "application/vnd.vmware.admin.right+xml");
        var filters = await VcdWorld.SendAsync(client, HttpMethod.Get, $"{href}/apifilters");
        var settings = await VcdWorld.SendAsync(client, HttpMethod.Put, $"{Extension}/settings/amqp", Sample.Text("vcd-amqp-settings.xml"), "application/vnd.vmware.admin.amqpSettings+xml");

        Assert.Equal((201, 201, 200, 200), (service.Status, right.Status, filters.Status, settings.Status));
        Assert.Equal("{com.example.autoscale}:MANAGE_RULES", XElement.Parse(right.Text).Attribute("name")!.Value);
        Assert.Equal(
            XElement.Parse(Sample.Text("vcd-service-register.xml")).Descendants(s_ext + "UrlPattern").Select(e => e.Value),
            XElement.Parse(filters.Text).Descendants(s_ext + "UrlPattern").Select(e => e.Value));
        Assert.Equal("********", XElement.Parse(settings.Text).Element(s_ext + "AmqpPassword")!.Value);
        Assert.Equal("rabbit.example.test", XElement.Parse(settings.Text).Element(s_ext + "AmqpHost")!.Value);
    }

    [Fact]
    public async Task An_extension_over_MQTT_is_made_with_its_topics_and_a_token_that_is_shown_once()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Mqtt = true });
        using var client = await VcdWorld.SignInAsync(lab, "administrator@System");

        var made = await VcdWorld.SendAsync(client, HttpMethod.Post, "/cloudapi/extensions/api", Sample.Text("vcd-mqtt-extension-create.json"));
        var token = await VcdWorld.SendAsync(
            client, HttpMethod.Post, "/cloudapi/1.0.0/tokens", """{"name":"example/autoscale/1.0.0","type":"EXTENSION","extensionId":"urn:vcloud:extension-api:example:autoscale:1.0.0"}""");
        var listed = await VcdWorld.SendAsync(client, HttpMethod.Get, "/cloudapi/1.0.0/tokens");

        Assert.Equal((201, 201), (made.Status, token.Status));
        Assert.Equal("topic/extension/example/autoscale/1.0.0/ext", (string)JsonNode.Parse(made.Text)!["mqttTopics"]!["monitor"]!);
        Assert.Equal("topic/extension/example/autoscale/1.0.0/vcd", (string)JsonNode.Parse(made.Text)!["mqttTopics"]!["respond"]!);
        Assert.NotEmpty((string)JsonNode.Parse(token.Text)!["token"]!);
        Assert.Null(JsonNode.Parse(listed.Text)!["values"]![0]!["token"]);
    }

    [Fact]
    public async Task A_blocking_task_takes_the_decision_once()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { TaskDuration = TimeSpan.Zero });
        using var client = await VcdWorld.SignInAsync(lab, "administrator@System");
        await VcdWorld.SendAsync(client, HttpMethod.Put, "/lab/blocking-tasks", """{"operations":["vappPowerOff"]}""");
        var vm = lab.World.Vms[0];

        var task = XElement.Parse((await VcdWorld.SendAsync(client, HttpMethod.Post, $"/api/vApp/vm-{vm.Id}/power/action/powerOff")).Text);
        var list = XElement.Parse((await VcdWorld.SendAsync(client, HttpMethod.Get, $"{Extension}/blockingTasks")).Text);
        var blocking = XElement.Parse((await VcdWorld.SendAsync(client, HttpMethod.Get, list.Elements().Single().Attribute("href")!.Value)).Text);
        var resume = blocking.Elements().Single(e => e.Attribute("rel")?.Value == "resume").Attribute("href")!.Value;
        var first = await VcdWorld.SendAsync(client, HttpMethod.Post, resume, Sample.Text("vcd-blockingtask-resume.xml"), "application/vnd.vmware.admin.blockingTaskOperationParams+xml");
        var second = await VcdWorld.SendAsync(client, HttpMethod.Post, resume, Sample.Text("vcd-blockingtask-resume.xml"), "application/vnd.vmware.admin.blockingTaskOperationParams+xml");
        var ended = XElement.Parse((await VcdWorld.SendAsync(client, HttpMethod.Get, task.Attribute("href")!.Value)).Text);

        Assert.Equal(("preRunning", "active"), (task.Attribute("status")!.Value, blocking.Attribute("status")!.Value));
        Assert.Equal((204, 400), (first.Status, second.Status));
        Assert.Equal("success", ended.Attribute("status")!.Value);
    }

    [Theory]
    [InlineData("nobody listens", 500, "Cannot send message to service with id")]
    [InlineData("nobody answers", 504, "has not answered within 0.3 s")]
    public async Task A_caller_learns_that_an_extension_does_not_answer(string kind, int status, string message)
    {
        await using var broker = await Broker.OpenAsync();
        await using var lab = await LabServer.StartAsync(new LabOptions { Amqp = Broker.Address, ExtensionTimeout = TimeSpan.FromMilliseconds(300) });
        using var client = await VcdWorld.SignInAsync(lab, "administrator@System");
        var service = Sample.Text("vcd-service-register.xml").Replace(">vcdext<", kind == "nobody answers" ? "><" : $">{broker.Prefix}.none<", StringComparison.Ordinal)
            .Replace(">autoscale<", $">{broker.Prefix}.asks<", StringComparison.Ordinal);
        await broker.DeclareClassicAsync($"{broker.Prefix}.asks");
        await VcdWorld.SendAsync(client, HttpMethod.Post, $"{Extension}/service", service, "application/vnd.vmware.admin.service+xml");

        var answer = await VcdWorld.SendAsync(client, HttpMethod.Get, $"/api/org/{VcdWorld.Pscoe}/autoscale");

        Assert.Equal(status, answer.Status);
        Assert.Contains(message, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_is_posted_to_the_REST_plug_in_when_it_is_raised_and_when_it_is_cleared()
    {
        var posts = System.Threading.Channels.Channel.CreateUnbounded<(string Path, JsonNode Body)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var receiver = builder.Build();
        receiver.Map("/{**rest}", async (HttpContext http) => await posts.Writer.WriteAsync((http.Request.Path, (await JsonNode.ParseAsync(http.Request.Body))!)));
        await receiver.StartAsync();
        await using var lab = await LabServer.StartAsync(new LabOptions());
        using var client = new HttpClient { BaseAddress = lab.BaseUrl };
        var token = await VcdWorld.SendAsync(client, HttpMethod.Post, "/suite-api/api/auth/token/acquire", """{"username":"admin","password":"lab"}""");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"vRealizeOpsToken {JsonNode.Parse(token.Text)!["token"]}");
        var plugin = JsonNode.Parse((await VcdWorld.SendAsync(
            client, HttpMethod.Post, "/suite-api/api/alertplugins",
            $$"""{"pluginTypeId":"RestPlugin","name":"orchestrator","configValues":[{"name":"url","value":"{{receiver.Urls.First()}}/hook"}]}""")).Text)!["pluginId"];
        Assert.Equal(204, (await VcdWorld.SendAsync(client, HttpMethod.Put, $"/suite-api/api/alertplugins/{plugin}/enable/true")).Status);
        await VcdWorld.SendAsync(client, HttpMethod.Post, "/suite-api/api/notifications/rules", $$"""{"name":"all","pluginId":"{{plugin}}","enabled":true}""");

        var raised = JsonNode.Parse((await VcdWorld.SendAsync(client, HttpMethod.Post, "/lab/alerts", """{"definition":"AS scale out shop","resource":"autoscale shop"}""")).Text)!;
        var first = await posts.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        await VcdWorld.SendAsync(client, HttpMethod.Post, $"/lab/alerts/{raised["alertId"]}/cancel");
        var second = await posts.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);

        Assert.Equal($"/hook/{raised["alertId"]}", first.Path);
        Assert.Equal(
            JsonNode.Parse(Sample.Text("vrops-rest-notification.json"))!.AsObject().Select(p => p.Key).Order(), first.Body.AsObject().Select(p => p.Key).Order());
        Assert.Equal(("ACTIVE", "CANCELED"), ((string)first.Body["status"]!, (string)second.Body["status"]!));
    }
}
