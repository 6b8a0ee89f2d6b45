using Microsoft.Extensions.Logging;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.Messaging.Snmp.Rules;

/// <summary>The rules in force: kept as documents, compiled into one exchangeable set. Safe for concurrent use.</summary>
internal sealed partial class TrapRules(IDocumentStore documents, SnmpNameTable names, ILogger<TrapRules> logger)
{
    private const string Collection = "snmp-rules";
    private const string Tenant = "";

    private volatile TrapRuleSet _current = TrapRuleSet.Empty;

    public TrapRuleSet Current => _current;

    /// <summary>Reads all rules anew; other nodes' changes come in this way. A stored rule that no longer compiles (its MIB was removed) is left out and logged.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var compiled = new List<CompiledRule>();
        foreach (var rule in await ListAsync(cancellationToken))
        {
            var faults = new Dictionary<string, string[]>();
            if (TrapRuleCompiler.Compile(rule, names, faults) is { } good)
                compiled.Add(good);
            else
                LogLeftOut(logger, rule.Id, string.Join(' ', faults.Select(fault => $"{fault.Key}: {fault.Value[0]}")));
        }

        _current = new TrapRuleSet(compiled);
    }

    public async Task<IReadOnlyList<TrapRule>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync<TrapRule>(Collection, Tenant, cancellationToken)).Select(document => document.Value).OrderBy(rule => rule.Order).ThenBy(rule => rule.Id, StringComparer.Ordinal)];

    public async Task<TrapRule?> FindAsync(string id, CancellationToken cancellationToken) => (await documents.FindAsync<TrapRule>(Collection, Tenant, id, cancellationToken))?.Value;

    /// <summary>Saves a rule that was checked, and puts it into force.</summary>
    public async Task SaveAsync(TrapRule rule, CancellationToken cancellationToken)
    {
        await documents.SaveAsync(Collection, Tenant, rule.Id, rule, null, cancellationToken);
        await RefreshAsync(cancellationToken);
    }

    /// <summary>False when there is none.</summary>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var isDeleted = await documents.DeleteAsync(Collection, Tenant, id, cancellationToken);
        await RefreshAsync(cancellationToken);
        return isDeleted;
    }
}
