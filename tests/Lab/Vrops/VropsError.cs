namespace Orchestrator.Lab.Vrops;

/// <summary>An error answer of vROps.</summary>
internal sealed class VropsError(int status, string message, int? apiErrorCode = null) : Exception(message)
{
    public int Status { get; } = status;

    public int ApiErrorCode { get; } = apiErrorCode ?? status;

    public static VropsError BadRequest(string message) => new(400, message);

    public static VropsError NotFound(string kind, string id) => new(404, $"No {kind} with id {id} was found.");
}
