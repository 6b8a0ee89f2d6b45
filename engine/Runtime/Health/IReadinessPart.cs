namespace Orchestrator.Runtime;

/// <summary>
/// A part of the process that must be up before it takes work: a listener, a consumer, the database. Registered as a singleton by the area that owns it;
/// <c>GET /health/ready</c> asks all of them.
/// </summary>
public interface IReadinessPart
{
    /// <summary>Short lower-case name, such as <c>snmp</c> or <c>amqp</c>.</summary>
    string Name { get; }

    /// <summary>Looks now; quick (it is asked at each probe) and safe for concurrent use.</summary>
    ValueTask<PartStatus> CheckAsync(CancellationToken cancellationToken);
}
