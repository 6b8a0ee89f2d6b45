using CsCheck;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Tests.Server;

public sealed class ApiRouteTemplateTests
{
    [Theory]
    [InlineData("/api/org/{org}/functions/{name}", "/api/org/pscoe/functions/hello", "org=pscoe name=hello")]
    [InlineData("/api/org/{org}/functions/{name}", "/API/Org/pscoe/Functions/hello/", "org=pscoe name=hello")]
    [InlineData("/api/org/{org}/{*rest}", "/api/org/pscoe/a/b/c", "org=pscoe rest=a/b/c")]
    [InlineData("/api/org/{org}/{*rest}", "/api/org/pscoe", null)]
    [InlineData("/api/org/{org}/functions", "/api/org/pscoe/functions/hello", null)]
    [InlineData("/api/org/{org}/functions/{name}", "/api/org/pscoe/functions", null)]
    public void A_template_takes_the_paths_of_its_shape(string pattern, string path, string? expected)
    {
        var values = ApiRouteTemplate.Parse(pattern).Match(path);

        Assert.Equal(expected, values is null ? null : string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")));
    }

    [Theory]
    [InlineData("/a/{}")]
    [InlineData("/a/{*}")]
    [InlineData("/a/{*rest}/b")]
    public void A_template_that_cannot_be_meant_is_refused(string pattern) => Assert.Throws<ArgumentException>(() => ApiRouteTemplate.Parse(pattern));

    [Fact]
    public void Literal_comes_before_parameter_before_catch_all()
    {
        string[] patterns = ["/a/{*rest}", "/a/{x}/{y}", "/a/b/{*rest}", "/a/{x}", "/a/b", "/a/{x}/c"];

        var sorted = patterns.Select(pattern => (Pattern: pattern, Template: ApiRouteTemplate.Parse(pattern))).OrderBy(entry => entry.Template, ApiRouteTemplate.BySpecificity);

        Assert.Equal(["/a/b/{*rest}", "/a/b", "/a/{x}/c", "/a/{x}/{y}", "/a/{x}", "/a/{*rest}"], sorted.Select(entry => entry.Pattern));
    }

    [Fact]
    public void Whatever_is_put_into_a_template_comes_out_of_it()
    {
        var segment = Gen.String[Gen.Char.AlphaNumeric, 1, 12];

        Gen.Select(segment, segment, segment).Sample((org, name, rest) =>
        {
            var values = ApiRouteTemplate.Parse("/api/org/{org}/x/{name}/{*rest}").Match($"/api/org/{org}/x/{name}/{rest}/{rest}");

            return values is not null && values["org"] == org && values["name"] == name && values["rest"] == $"{rest}/{rest}";
        });
    }
}
