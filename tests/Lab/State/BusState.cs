namespace Orchestrator.Lab.State;

/// <summary>A notification that waits to be published.</summary>
internal sealed class EventState
{
    public Guid Id { get; set; }

    /// <summary>vCD's type, e.g. <c>com/vmware/vcloud/event/vm/create</c>.</summary>
    public string Type { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public bool Success { get; set; } = true;

    public Guid OrgId { get; set; }

    public Guid UserId { get; set; }

    /// <summary>vm, vapp, task, blockingTask, session.</summary>
    public string EntityKind { get; set; } = "";

    public Guid EntityId { get; set; }

    public string EntityName { get; set; } = "";

    public Guid? TaskId { get; set; }

    public string? TaskName { get; set; }

    public string? OwnerUrn { get; set; }
}

/// <summary>A task that vCD holds until somebody decides.</summary>
internal sealed class BlockingTaskState
{
    public const string Active = "active";

    public Guid Id { get; set; }

    public Guid TaskId { get; set; }

    public string Status { get; set; } = Active;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset TimeoutAt { get; set; }

    /// <summary>resume, abort or fail.</summary>
    public string TimeoutAction { get; set; } = "abort";

    public string? Message { get; set; }
}

/// <summary>An API extension over MQTT.</summary>
internal sealed class ExtensionApiState
{
    /// <summary>A plain id too, by which the XML calls name it.</summary>
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public string Version { get; set; } = "";

    public string Vendor { get; set; } = "";

    public int Priority { get; set; }

    public bool Enabled { get; set; } = true;

    public bool AuthorizationEnabled { get; set; }

    public string? Description { get; set; }

    public List<ApiFilterState> Filters { get; set; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public string Urn => $"urn:vcloud:extension-api:{Vendor}:{Name}:{Version}";

    [System.Text.Json.Serialization.JsonIgnore]
    public string Monitor => $"topic/extension/{Vendor}/{Name}/{Version}/ext";

    [System.Text.Json.Serialization.JsonIgnore]
    public string Respond => $"topic/extension/{Vendor}/{Name}/{Version}/vcd";
}

/// <summary>A token by which an extension signs in to the bus.</summary>
internal sealed class ExtensionTokenState
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public string Token { get; set; } = "";

    public string ExtensionUrn { get; set; } = "";
}
