using System.Text.Json.Serialization;

namespace Orchestrator.Server.Rest.Retention;

/// <summary>How long finished instances of a definition stay. One that either rule no longer covers is deleted with its history.</summary>
internal sealed record RetentionPolicy
{
    /// <summary>Days after its end, 0 to 36,500, with fractions; null: for ever.</summary>
    public double? KeepDays { get; init; }

    /// <summary>How many of the newest finished instances, 0 to 1,000,000; null: all.</summary>
    public int? KeepNewest { get; init; }

    /// <summary>Whether instances with open incidents are deleted too. Default: they stay until somebody has settled them.</summary>
    public bool IncludeOpenIncidents { get; init; }

    /// <summary>Whether instances are written to a zip in the folder <c>archive</c> of the data folder before they are deleted. Default: yes.</summary>
    public bool Archive { get; init; } = true;

    [JsonIgnore]
    public bool KeepsEverything => KeepDays is null && KeepNewest is null;

    public Faults Check()
    {
        var faults = new Faults();
        if (KeepDays is { } days && !(days is >= 0 and <= 36_500))
            faults.Add("keepDays", "Must be 0 to 36500 days, or null for ever.");
        if (KeepNewest is { } newest)
            faults.Within("keepNewest", newest, 0, 1_000_000);
        return faults;
    }
}
