using System.Text;
using Orchestrator.Activities.Messaging.Vcd.WebHooks;

namespace Orchestrator.Tests.Messaging.Vcd;

public sealed class VcdSignatureTests
{
    private static readonly string[] s_sample = Sample.Text("vcd-webhook-behavior-signed.txt").ReplaceLineEndings("\n").Split('\n');
    private static readonly int s_blank = Array.IndexOf(s_sample, "");
    private static readonly DateTimeOffset s_then = new(2026, 11, 23, 5, 0, 0, TimeSpan.Zero);

    private static string Body => s_sample[s_blank + 1];

    private static readonly Dictionary<string, string> s_headers =
        s_sample[1..s_blank].Select(line => line.Split(": ", 2)).ToDictionary(header => header[0], header => header[1], StringComparer.OrdinalIgnoreCase);

    private static string? Check(
        string? body = null, string secret = "verySecretKey", string target = "/hooks/vcd", string host = "orchestrator.example.test", double minutes = 0, Action<Dictionary<string, string>>? change = null)
    {
        var headers = new Dictionary<string, string>(s_headers, StringComparer.OrdinalIgnoreCase);
        change?.Invoke(headers);
        return VcdSignature.FindFault(host, "POST", target, headers.GetValueOrDefault, Encoding.UTF8.GetBytes(body ?? Body), secret, s_then.AddMinutes(minutes), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void The_sample_is_a_whole_request()
    {
        Assert.Equal("POST /hooks/vcd HTTP/1.1", s_sample[0]);
        Assert.Equal("orchestrator.example.test", s_headers["host"]);
        Assert.Contains("key: verySecretKey", s_sample[s_blank + 2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_worked_example_is_genuine()
    {
        Assert.Null(Check());
        Assert.Null(Check(minutes: 4.9));
        Assert.Null(Check(change: headers => headers["x-vcloud-signature"] = headers["x-vcloud-signature"].Replace(",", ", ", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_was_forged_or_is_old_is_refused_with_the_reason()
    {
        Assert.Contains("does not match", Check(secret: "another"), StringComparison.Ordinal);
        Assert.Contains("does not match", Check(target: "/hooks/other"), StringComparison.Ordinal);
        Assert.Contains("does not match", Check(host: "evil.example.test"), StringComparison.Ordinal);
        Assert.Contains("does not match", Check(change: headers => headers["date"] = "Mon, 23 Nov 2026 05:00:01 GMT"), StringComparison.Ordinal);
        Assert.Contains("not the digest of the body", Check(body: Body.Replace('7', '8')), StringComparison.Ordinal);
        Assert.Contains("more than 00:05:00 from this server's clock", Check(minutes: 5.1), StringComparison.Ordinal);
        Assert.Contains("more than 00:05:00 from this server's clock", Check(minutes: -5.1), StringComparison.Ordinal);
        Assert.Contains("is missing", Check(change: headers => headers.Remove("x-vcloud-signature")), StringComparison.Ordinal);
        Assert.Contains("does not cover 'digest'", Check(change: headers => headers["x-vcloud-signature"] = headers["x-vcloud-signature"].Replace(" digest", "", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("not hmac-sha512", Check(change: headers => headers["x-vcloud-signature"] = headers["x-vcloud-signature"].Replace("sha512", "sha1", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
