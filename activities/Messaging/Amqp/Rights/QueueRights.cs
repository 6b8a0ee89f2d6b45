using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Amqp.Rights;

/// <summary>
/// Which workflows may consume a queue, and bind to an exchange: a name that begins with a tenant's name and a dot is that tenant's, every other one the provider's. The provider may
/// use all and may grant some. Answers come from what was read last; safe for concurrent use.
/// </summary>
internal sealed class QueueRights(IDocumentStore documents, IDefinitionStore definitions, ITenantDirectory tenants, IOptions<AmqpOptions> options)
{
    private const string Collection = "amqp-grants";

    private readonly ConcurrentDictionary<string, string> _owners = new(StringComparer.Ordinal);
    private volatile Snapshot _snapshot = new([], FrozenDictionary<string, FrozenSet<string>>.Empty);

    /// <summary>Reads tenants and grants anew.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        var names = (await tenants.ListAsync(cancellationToken)).Select(tenant => tenant.Name).OrderByDescending(name => name.Length).ToArray();
        var grants = await ListAsync(cancellationToken);
        _snapshot = new Snapshot(names, grants.ToFrozenDictionary(grant => grant.Name, grant => grant.Tenants.ToFrozenSet(StringComparer.OrdinalIgnoreCase), StringComparer.Ordinal));
    }

    /// <param name="tenant">Tenant that owns the definition; empty: the provider's.</param>
    /// <param name="name">Of a queue or exchange.</param>
    public bool MayUse(string tenant, string name) =>
        tenant.Length == 0 || name.Length == 0 || (!IsReserved(name)
        && (OwnerOf(name).Equals(tenant, StringComparison.OrdinalIgnoreCase) || (_snapshot.Grants.TryGetValue(name, out var granted) && granted.Contains(tenant))));

    /// <summary>Null, or a sentence that says what is not the tenant's to use.</summary>
    public string? FindFault(string tenant, AmqpTriggerUse use) =>
        !MayUse(tenant, use.Queue) ? Refusal(tenant, "queue", use.Queue) : !MayUse(tenant, use.Exchange) ? Refusal(tenant, "exchange", use.Exchange) : null;

    /// <summary>Throws a fault when the definition of an instance may not use what the instance wants to.</summary>
    public async ValueTask DemandAsync(string definitionVersionId, AmqpTriggerUse use, CancellationToken cancellationToken)
    {
        var tenant = await OwnerOfDefinitionAsync(definitionVersionId, cancellationToken);
        if (tenant.Length == 0)
            return;
        await RefreshAsync(cancellationToken);
        if (FindFault(tenant, use) is { } fault)
            throw new WorkflowFaultException(fault, "amqp.not-yours");
    }

    public async ValueTask<IReadOnlyList<QueueGrant>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync<QueueGrant>(Collection, "", cancellationToken)).Select(document => document.Value).OrderBy(grant => grant.Name, StringComparer.Ordinal)];

    /// <summary>Saves a grant; one without tenants is deleted.</summary>
    public async ValueTask SaveAsync(QueueGrant grant, CancellationToken cancellationToken)
    {
        if (grant.Tenants.Count == 0)
            await documents.DeleteAsync(Collection, "", grant.Name, cancellationToken);
        else
            await documents.SaveAsync(Collection, "", grant.Name, grant, null, cancellationToken);
        await RefreshAsync(cancellationToken);
    }

    /// <summary>Whether a name is this server's own: its messages are those of all tenants, and it cannot be granted.</summary>
    public bool IsReserved(string name)
    {
        var settings = options.Value;
        string[] queues = [settings.Queue, settings.ReplyQueue, settings.EventQueue, settings.OutgoingQueue];
        return queues.Any(queue => name == queue || name == AmqpOptions.DeadLetterQueueOf(queue)) || name == settings.Exchange || name == settings.DeadLetterExchange
            || settings.EventExchanges.Contains(name);
    }

    /// <summary>A version never changes its tenant; a workflow in code is the provider's.</summary>
    private async ValueTask<string> OwnerOfDefinitionAsync(string versionId, CancellationToken cancellationToken)
    {
        if (_owners.TryGetValue(versionId, out var known))
            return known;
        return _owners[versionId] = (await definitions.FindAsync(versionId, cancellationToken))?.Tenant ?? "";
    }

    /// <summary>Of two tenants whose names fit, the longer one: <c>shop.eu.orders</c> is not <c>shop</c>'s when there is a tenant <c>shop.eu</c>.</summary>
    private string OwnerOf(string name) =>
        _snapshot.Tenants.FirstOrDefault(tenant => name.Length > tenant.Length && name[tenant.Length] == '.' && name.StartsWith(tenant, StringComparison.OrdinalIgnoreCase)) ?? "";

    private string Refusal(string tenant, string kind, string name) => IsReserved(name)
        ? $"The {kind} '{name}' is this server's own. Workflows of '{tenant}' may use names that begin with '{tenant}.'."
        : $"The {kind} '{name}' is not '{tenant}'s: its workflows may use names that begin with '{tenant}.', and what the provider grants (PUT /api/v1/amqp/grants/{Uri.EscapeDataString(name)}).";

    /// <param name="Tenants">The longest names first.</param>
    private sealed record Snapshot(string[] Tenants, FrozenDictionary<string, FrozenSet<string>> Grants);
}
