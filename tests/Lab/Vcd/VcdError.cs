namespace Orchestrator.Lab.Vcd;

/// <summary>An error answer of vCD: HTTP status, minor error code and message.</summary>
internal sealed class VcdError(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public static VcdError BadRequest(string message) => new(400, "BAD_REQUEST", message);

    public static VcdError InvalidState(string message) => new(400, "INVALID_STATE", message);

    public static VcdError Forbidden(string message = "Access is forbidden") => new(403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN", message);

    /// <summary>vCD does not tell a missing entity from one that belongs to another tenant: both are 403.</summary>
    public static VcdError NoEntity(string kind, object id) =>
        Forbidden($"The VMware Cloud Director entity com.vmware.vcloud.entity.{kind}:{id} does not exist.");

    public static VcdError NotFound(string message) => new(404, "RESOURCE_NOT_FOUND", message);
}
