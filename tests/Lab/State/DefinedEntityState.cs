namespace Orchestrator.Lab.State;

/// <summary>An interface of defined entities, with the behaviours that it offers.</summary>
internal sealed class InterfaceState
{
    public string Name { get; set; } = "";

    public string Vendor { get; set; } = "";

    public string Nss { get; set; } = "";

    public string Version { get; set; } = "";

    public List<BehaviorState> Behaviors { get; set; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public string Urn => $"urn:vcloud:interface:{Vendor}:{Nss}:{Version}";
}

/// <summary>A behaviour of type MQTT.</summary>
internal sealed class BehaviorState
{
    public string Urn { get; set; } = "";

    public string Name { get; set; } = "";

    public string ExecutionId { get; set; } = "";

    /// <summary>Urn of the API extension that takes it.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary><c>execution_properties</c>, as JSON text.</summary>
    public string Properties { get; set; } = "{}";

    /// <summary>Seconds; null: the extension time-out of the cell.</summary>
    public double? InvocationTimeout { get; set; }
}

/// <summary>A type of defined entities.</summary>
internal sealed class EntityTypeState
{
    public string Name { get; set; } = "";

    public string Vendor { get; set; } = "";

    public string Nss { get; set; } = "";

    public string Version { get; set; } = "";

    public List<string> Interfaces { get; set; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public string Urn => $"urn:vcloud:type:{Vendor}:{Nss}:{Version}";
}

/// <summary>A defined entity of an organisation.</summary>
internal sealed class DefinedEntityState
{
    public string Urn { get; set; } = "";

    public string TypeUrn { get; set; } = "";

    public string Name { get; set; } = "";

    public Guid OrgId { get; set; }

    /// <summary>JSON text.</summary>
    public string Content { get; set; } = "{}";
}

/// <summary>A message to an extension that waits to be published.</summary>
internal sealed class InvocationState
{
    public Guid TaskId { get; set; }

    public string Topic { get; set; } = "";

    public string Message { get; set; } = "";
}
