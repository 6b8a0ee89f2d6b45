namespace Orchestrator.Activities.VCloud;

/// <summary>A login with the API version it was made for.</summary>
internal sealed record VcdSession(string ApiVersion, string HeaderName, string HeaderValue)
{
    /// <summary>API 33 and later: bearer tokens, cloudapi login.</summary>
    public bool IsBearer => HeaderName == "Authorization";
}
