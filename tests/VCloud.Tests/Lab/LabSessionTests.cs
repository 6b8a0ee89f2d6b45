using System.Net;

namespace Orchestrator.Tests.VCloud.Lab;

public sealed class LabSessionTests : LabFixture
{
    [Fact]
    public async Task Versions_need_no_session_and_say_where_to_log_in()
    {
        using var client = new LabClient(Server);

        var (status, xml) = await client.XmlAsync("GET", "/api/versions");

        Assert.Equal(200, status);
        Assert.Equal("{http://www.vmware.com/vcloud/versions}SupportedVersions", xml!.Name.ToString());
        Assert.Contains(xml.Elements(), v => v.Attribute("deprecated")?.Value == "false");
    }

    [Theory]
    [InlineData("31.0", "ann@pscoe")]
    [InlineData("36.0", "ann@pscoe")]
    [InlineData("36.0", "administrator@System")]
    public async Task A_user_logs_in_looks_at_the_session_and_logs_out(string version, string login)
    {
        using var client = await LabClient.AsAsync(Server, login, version);

        var (status, session) = await client.XmlAsync("GET", "/api/session");
        var (loggedOut, _) = await client.XmlAsync("DELETE", "/api/session");
        var (after, error) = await client.XmlAsync("GET", "/api/session");

        Assert.Equal((200, 204, 401), (status, loggedOut, after));
        Assert.Equal(login, $"{session!.Attribute("user")!.Value}@{session.Attribute("org")!.Value}");
        Assert.Equal("UNAUTHORIZED", error!.Attribute("minorErrorCode")!.Value);
    }

    [Theory]
    [InlineData("/api/sessions", "31.0", "ann@pscoe", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("/api/sessions", "31.0", "ann@acme", "lab", HttpStatusCode.Unauthorized)]
    [InlineData("/cloudapi/1.0.0/sessions/provider", "36.0", "ann@pscoe", "lab", HttpStatusCode.Unauthorized)]
    [InlineData("/cloudapi/1.0.0/sessions", "99.0", "ann@pscoe", "lab", HttpStatusCode.NotAcceptable)]
    [InlineData("/api/sessions", "38.0", "ann@pscoe", "lab", HttpStatusCode.NotFound)]
    public async Task A_bad_log_in_is_refused(string path, string version, string login, string password, HttpStatusCode expected)
    {
        using var client = new LabClient(Server) { Version = version };

        using var answer = await client.LogInAsync(path, login, password);

        Assert.Equal(expected, answer.StatusCode);
        Assert.True(answer.Headers.Contains("X-VMWARE-VCLOUD-REQUEST-ID"));
    }

    [Fact]
    public async Task A_session_ends_by_time()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");

        Clock.Advance(TimeSpan.FromHours(25));
        var (status, _) = await client.XmlAsync("GET", "/api/session");

        Assert.Equal(401, status);
    }
}
