namespace Orchestrator.Activities.Billing;

/// <summary>Gives cost data. Safe for concurrent use: each reading stands for itself.</summary>
public interface ICostSource
{
    /// <summary>Unique name.</summary>
    string Name { get; }

    /// <summary>Kind, such as <c>json</c>.</summary>
    string Kind { get; }

    /// <summary>Where it reads, for people; never a secret.</summary>
    string Location { get; }

    /// <summary>
    /// Reads all records, good and faulty, in a stable order and without holding them all in memory. What cannot be read any further throws
    /// <see cref="CostSourceException"/>, after the records that could be read.
    /// </summary>
    IAsyncEnumerable<CostRecord> ReadAsync(CancellationToken cancellationToken);
}
