using System.Text.Json.Nodes;

namespace Orchestrator.Lab.State;

/// <summary>vROps' objects. Configuration objects stay as the JSON that was posted, with the server's fields added.</summary>
internal sealed class VropsState
{
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    public Guid AdapterInstanceId { get; set; }

    public List<VropsTokenState> Tokens { get; set; } = [];

    public List<ResourceState> Resources { get; set; } = [];

    public List<string> GroupTypes { get; set; } = [];

    public List<GroupState> Groups { get; set; } = [];

    public List<JsonObject> SuperMetrics { get; set; } = [];

    /// <summary>Super metric assignments: <c>{superMetricId, resourceKindKeys, policyIds?}</c>.</summary>
    public List<JsonObject> Assignments { get; set; } = [];

    public List<JsonObject> Symptoms { get; set; } = [];

    public List<JsonObject> AlertDefinitions { get; set; } = [];

    public List<JsonObject> Plugins { get; set; } = [];

    public List<JsonObject> Rules { get; set; } = [];

    public List<AlertState> Alerts { get; set; } = [];

    /// <summary>Latest values by resource id, then by stat key.</summary>
    public Dictionary<Guid, Dictionary<string, double>> Stats { get; set; } = [];
}

internal sealed class VropsTokenState
{
    public string Token { get; set; } = "";

    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class ResourceState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public string AdapterKind { get; set; } = "VMWARE";

    public string ResourceKind { get; set; } = "VirtualMachine";

    /// <summary>The VM that it stands for, when it is one.</summary>
    public Guid? VmId { get; set; }

    public string? Moref { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class GroupState
{
    public Guid Id { get; set; }

    /// <summary>The group as clients send and read it.</summary>
    public JsonObject Body { get; set; } = [];

    /// <summary>Members as resolved by the last cycle after the change.</summary>
    public List<Guid> Members { get; set; } = [];

    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class AlertState
{
    public Guid Id { get; set; }

    public Guid ResourceId { get; set; }

    public string ResourceName { get; set; } = "";

    public string ResourceKind { get; set; } = "Environment";

    public string DefinitionId { get; set; } = "";

    public string DefinitionName { get; set; } = "";

    public string DefinitionDescription { get; set; } = "";

    public string Level { get; set; } = "WARNING";

    public string Metric { get; set; } = "";

    public string Message { get; set; } = "";

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? CanceledAt { get; set; }
}
