namespace Orchestrator.Activities.Http;

/// <summary>Outcomes of <see cref="HttpEndpoint"/> for requests that break a limit.</summary>
public static class HttpEndpointOutcomes
{
    public const string RequestTooLarge = "Request too large";

    public const string FileTooLarge = "File too large";

    public const string InvalidFileExtension = "Invalid file extension";

    public const string InvalidFileMimeType = "Invalid file MIME type";
}
