using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Orchestrator.Lab;

namespace Orchestrator.Tests.VCloud.Lab;

/// <summary>Talks to the lab as any HTTP client would.</summary>
internal sealed class LabClient(LabServer lab) : IDisposable
{
    public static readonly XNamespace V = "http://www.vmware.com/vcloud/v1.5";

    public const string Shop = "/api/vApp/vapp-fbf38bb3-0b8b-4c06-9a65-4c2ce4d6b101";
    public const string Pools = "/network/edges/6f9f1f40-7f8e-4f0e-9d5f-0b7e0c6c5a11/loadbalancer/config/pools/";

    private readonly HttpClient _http = new() { BaseAddress = lab.BaseUrl, Timeout = TimeSpan.FromSeconds(20) };

    public string Version { get; set; } = "36.0";

    public static async Task<LabClient> AsAsync(LabServer lab, string login, string version = "36.0")
    {
        var client = new LabClient(lab) { Version = version };
        var old = decimal.Parse(version, CultureInfo.InvariantCulture) < 33;
        var path = old ? "/api/sessions" : login.EndsWith("@System", StringComparison.Ordinal) ? "/cloudapi/1.0.0/sessions/provider" : "/cloudapi/1.0.0/sessions";
        using var answer = await client.LogInAsync(path, login, "lab");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        if (old)
            client._http.DefaultRequestHeaders.Add("x-vcloud-authorization", answer.Headers.GetValues("x-vcloud-authorization").Single());
        else
            client._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.Headers.GetValues("X-VMWARE-VCLOUD-ACCESS-TOKEN").Single());
        return client;
    }

    public async Task<HttpResponseMessage> LogInAsync(string path, string login, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.TryAddWithoutValidation("Accept", $"application/*;version={Version}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}")));
        return await _http.SendAsync(request);
    }

    public static async Task<LabClient> VropsAsync(LabServer lab)
    {
        var client = new LabClient(lab);
        var (status, body) = await client.JsonAsync("POST", "/api/auth/token/acquire", """{"username": "admin", "password": "lab", "authSource": "Local"}""");
        Assert.Equal(200, status);
        client._http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"vRealizeOpsToken {body!["token"]}");
        return client;
    }

    public async Task<HttpResponseMessage> SendAsync(string method, string path, string? body = null, string contentType = "application/xml")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Accept", $"application/*+xml;version={Version}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        return await _http.SendAsync(request);
    }

    public async Task<(int Status, XElement? Xml)> XmlAsync(string method, string path, string? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? null : XElement.Parse(text));
    }

    public async Task<(int Status, JsonNode? Json)> JsonAsync(string method, string path, string? body = null, bool unsupported = false)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.StartsWith("/lab", StringComparison.Ordinal) ? path : "/suite-api" + path);
        request.Headers.Accept.ParseAdd("application/json");
        if (unsupported)
            request.Headers.Add("X-vRealizeOps-API-use-unsupported", "true");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>Calls vCD's JSON API.</summary>
    public async Task<(int Status, JsonNode? Json)> CloudAsync(string method, string path, string? body = null)
    {
        using var answer = await SendAsync(method, path, body, "application/json");
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>Adds a VM in the shape that names it in VmGeneralParams.</summary>
    public Task<(int Status, XElement? Xml)> AddVmAsync(string name, string network = "app-net") => XmlAsync("POST", Shop + "/action/recomposeVApp", $"""
        <RecomposeVAppParams xmlns="{V}" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1" deploy="true" powerOn="true">
          <SourcedItem>
            <Source href="{lab.BaseUrl}api/vAppTemplate/vm-a1b2c3d4-0001-4000-8000-00000000f101" name="web" type="application/vnd.vmware.vcloud.vm+xml"/>
            <VmGeneralParams><Name>{name}</Name><Description>made by a test</Description></VmGeneralParams>
            <InstantiationParams><NetworkConnectionSection><ovf:Info xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1">net</ovf:Info>
              <NetworkConnection network="{network}"><NetworkConnectionIndex>0</NetworkConnectionIndex><IsConnected>true</IsConnected><IpAddressAllocationMode>POOL</IpAddressAllocationMode></NetworkConnection>
            </NetworkConnectionSection></InstantiationParams>
          </SourcedItem>
          <AllEULAsAccepted>true</AllEULAsAccepted>
        </RecomposeVAppParams>
        """);

    /// <summary>The task's element as it is now.</summary>
    public async Task<XElement> TaskAsync(XElement task) => (await XmlAsync("GET", new Uri(task.Attribute("href")!.Value).AbsolutePath)).Xml!;

    public async Task<IReadOnlyList<XElement>> QueryAsync(string query)
    {
        var (status, xml) = await XmlAsync("GET", "/api/query?" + query);
        Assert.Equal(200, status);
        return [.. xml!.Elements().Where(e => e.Name.LocalName != "Link")];
    }

    public void Dispose() => _http.Dispose();
}
