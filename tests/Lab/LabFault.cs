namespace Orchestrator.Lab;

/// <summary>A fault to inject into matching requests. What has a default is settable, so that it keeps the default when JSON leaves it out.</summary>
public sealed record LabFault
{
    /// <summary>Which requests: an optional method and a regular expression that is searched in the path, e.g. <c>POST /action/recomposeVApp</c>.</summary>
    public required string Match { get; init; }

    public required LabFaultKind Kind { get; init; }

    /// <summary>True: the request is applied first, and only its answer suffers. Default false: it is not applied.
    /// For <see cref="LabFaultKind.Delay"/> and <see cref="LabFaultKind.Hold"/>: whether to wait before or after applying.</summary>
    public bool AfterApplying { get; set; }

    /// <summary>The HTTP status of <see cref="LabFaultKind.Error"/>, 400 to 599. Default 500.</summary>
    public int Status { get; set; } = 500;

    /// <summary>The error code of the answer, e.g. <c>BUSY_ENTITY</c>.</summary>
    public string Error { get; set; } = "INTERNAL_SERVER_ERROR";

    public string Message { get; set; } = "A fault of the lab.";

    /// <summary>How long <see cref="LabFaultKind.Delay"/> waits.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many requests it hits. Default 1.</summary>
    public int Times { get; set; } = 1;
}
