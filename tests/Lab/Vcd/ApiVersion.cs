using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Orchestrator.Lab.Vcd;

/// <summary>The API versions of the lab and how a request asks for one: <c>Accept: application/*+xml;version=36.0</c>.</summary>
internal static partial class ApiVersion
{
    /// <summary>vCD 9.1 to 10.6.</summary>
    public static readonly IReadOnlyList<string> All = ["30.0", "31.0", "32.0", "33.0", "34.0", "35.0", "36.0", "37.0", "38.0", "39.0"];

    /// <summary>From here the log-in is at /cloudapi and navigation goes by queries.</summary>
    public const decimal CloudApi = 33;

    /// <summary>From here <c>/api/sessions</c> is gone.</summary>
    public const decimal NoOldSessions = 38;

    public static bool IsDeprecated(string version) => Parse(version) < 36;

    /// <summary>The version that the request asks for.</summary>
    /// <exception cref="VcdError">406: none, or one that is not there.</exception>
    public static decimal Negotiate(IHeaderDictionary headers)
    {
        var accept = headers.Accept.ToString();
        var match = Pattern.Match(accept);
        var text = match.Success ? match.Groups[1].Value : null;
        if (text is null || !All.Contains(text))
            throw new VcdError(406, "NOT_ACCEPTABLE", $"The request has invalid accept header: Invalid API version requested: {text ?? "null"}. Supported versions: [{string.Join(", ", All)}].");
        return Parse(text);
    }

    private static decimal Parse(string version) => decimal.Parse(version, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"version\s*=\s*""?(\d+\.\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern { get; }
}
