using System.Text.Json.Serialization;

namespace Orchestrator.Lab.State;

/// <summary>A vCD task and what it does to the world when it is due.</summary>
internal sealed class TaskState
{
    public const string Running = "running";
    public const string Success = "success";
    public const string Failed = "error";
    public const string Canceled = "canceled";
    public const string Aborted = "aborted";

    /// <summary>The act of an invocation: an extension tells its end.</summary>
    public const string Behavior = "behavior";

    public Guid Id { get; set; }

    public Guid OrgId { get; set; }

    public Guid UserId { get; set; }

    /// <summary>vCD's operation name, e.g. <c>vdcRecomposeVapp</c>.</summary>
    public string OperationName { get; set; } = "";

    /// <summary>The sentence that the UI shows.</summary>
    public string Operation { get; set; } = "";

    public string OwnerPath { get; set; } = "";

    public string OwnerName { get; set; } = "";

    public string OwnerType { get; set; } = "";

    public string Status { get; set; } = Running;

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public int Progress { get; set; }

    /// <summary>What is told about it; null: the error, if any.</summary>
    public string? Details { get; set; }

    /// <summary>What it gave.</summary>
    public string? Result { get; set; }

    /// <summary>Null: 400.</summary>
    public string? ErrorMajor { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    /// <summary>create, remove, power, behavior or none.</summary>
    public string Act { get; set; } = "none";

    public Guid VAppId { get; set; }

    /// <summary>The VMs that the act concerns; empty = all of the vApp.</summary>
    public List<Guid> VmIds { get; set; } = [];

    /// <summary>VMs to remove by a recompose that also adds.</summary>
    public List<Guid> RemoveVmIds { get; set; } = [];

    /// <summary>No other operation on the vApp or its VMs may start meanwhile.</summary>
    public bool LocksVApp { get; set; }

    public bool RemovesVApp { get; set; }

    /// <summary>Held by a blocking task: it does not end by itself.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>The status that the VMs get.</summary>
    public int TargetStatus { get; set; }

    public bool TargetDeployed { get; set; }

    [JsonIgnore]
    public bool IsRunning => Status == Running;
}
