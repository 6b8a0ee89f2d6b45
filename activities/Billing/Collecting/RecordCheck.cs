using System.Security.Cryptography;
using System.Text;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Billing;

/// <summary>Checks what only a whole collection can know: that the organisation exists, and that an id comes once. Needs about 40 bytes per line.</summary>
internal sealed class RecordCheck(ITenantDirectory tenants, int maxFaultsKept)
{
    private readonly Dictionary<string, Tenant?> _tenants = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<UInt128> _ids = [];
    private readonly List<CostLineFault> _faults = [];
    private long _faulty;

    /// <summary>The line with its tenant's name; null when it is faulty.</summary>
    public async ValueTask<CostLine?> CheckAsync(CostRecord record, CancellationToken cancellationToken)
    {
        if (record.Line is not { } line)
            return Leave([.. record.Faults]);
        if (!_tenants.TryGetValue(line.Tenant, out var tenant))
            _tenants[line.Tenant] = tenant = await tenants.FindAsync(line.Tenant, cancellationToken);
        if (tenant is null)
            return Leave(Fault("org", $"There is no organisation '{line.Tenant}'."));
        return _ids.Add(Identity(tenant.Name, line))
            ? line with { Tenant = tenant.Name }
            : Leave(Fault("id", $"A line with id '{line.LineId}' of organisation '{tenant.Name}' came before; each line needs an id of its own."));

        CostLineFault Fault(string field, string reason) => new(record.File, record.Index, line.LineId, field, reason);
    }

    public CostCollection Finish(CostCollection collection, string? error) => collection with
    {
        Status = error is not null ? CollectionStatus.Failed : _faulty > 0 ? CollectionStatus.CompletedWithFaults : CollectionStatus.Completed,
        Faulty = _faulty,
        Faults = _faults,
        Error = error,
    };

    private CostLine? Leave(params CostLineFault[] faults)
    {
        _faulty++;
        _faults.AddRange(faults.Take(maxFaultsKept - _faults.Count));
        return null;
    }

    private static UInt128 Identity(string tenant, CostLine line)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\n{line.Source}\n{line.LineId}"), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
