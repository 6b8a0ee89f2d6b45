using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>The stored rules. Names are claimed by documents of their own, so that two requests at the same time cannot take the same one.</summary>
public sealed class AutoscaleRules(IDocumentStore documents)
{
    private const string Collection = "autoscale-rules";
    private const string Names = "autoscale-names";
    private const string Keys = "autoscale-keys";
    private const int Attempts = 20;

    /// <summary>Finds a rule by id or by name.</summary>
    public async ValueTask<AutoscaleRule?> FindAsync(string tenant, string idOrName, CancellationToken cancellationToken)
    {
        if (idOrName.Length == 0)
            return null;
        if (await documents.FindAsync<AutoscaleRule>(Collection, tenant, idOrName, cancellationToken) is { } byId)
            return byId.Value;
        return await documents.FindAsync<Claim>(Names, tenant, NameId(idOrName), cancellationToken) is { } claim
            ? (await documents.FindAsync<AutoscaleRule>(Collection, tenant, claim.Value.RuleId, cancellationToken))?.Value
            : null;
    }

    /// <summary>Rules of a tenant, of all tenants when it is null, in order of name.</summary>
    public async ValueTask<IReadOnlyList<AutoscaleRule>> ListAsync(string? tenant, CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync<AutoscaleRule>(Collection, tenant, cancellationToken)).Select(d => d.Value).OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Stores a new rule with a key of its own; null when another rule of the tenant has the name. Storing the same rule twice gives it as it is stored.</summary>
    public async ValueTask<AutoscaleRule?> CreateAsync(AutoscaleRule rule, CancellationToken cancellationToken)
    {
        if (!await ClaimAsync(Names, rule.Tenant, NameId(rule.Name), rule, cancellationToken))
            return null;
        var key = await ClaimAsync(Keys, "", NameId(rule.Name), rule, cancellationToken) ? rule.Name : $"{rule.Name} ({rule.Tenant})";
        var stored = rule with { Vrops = rule.Vrops with { Key = key } };
        return await documents.SaveAsync(Collection, rule.Tenant, rule.Id, stored, 0, cancellationToken) is not null
            ? stored
            : (await documents.FindAsync<AutoscaleRule>(Collection, rule.Tenant, rule.Id, cancellationToken))?.Value;
    }

    /// <summary>Changes a rule as it is stored now; null when it is gone.</summary>
    /// <exception cref="InvalidOperationException">Others change it all the time.</exception>
    public async ValueTask<AutoscaleRule?> ChangeAsync(string tenant, string id, Func<AutoscaleRule, AutoscaleRule> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await documents.FindAsync<AutoscaleRule>(Collection, tenant, id, cancellationToken) is not { } found)
                return null;
            var changed = change(found.Value);
            if (changed == found.Value || await documents.SaveAsync(Collection, tenant, id, changed, found.Revision, cancellationToken) is not null)
                return changed;
        }

        throw new InvalidOperationException($"Autoscale rule {id} was changed by others {Attempts} times in a row.");
    }

    /// <summary>Removes a rule and frees its names. A rule that is gone already is no failure.</summary>
    public async ValueTask RemoveAsync(AutoscaleRule rule, CancellationToken cancellationToken)
    {
        await documents.DeleteAsync(Collection, rule.Tenant, rule.Id, cancellationToken);
        await ReleaseAsync(Keys, "", rule, cancellationToken);
        await ReleaseAsync(Names, rule.Tenant, rule, cancellationToken);
    }

    private async ValueTask<bool> ClaimAsync(string collection, string tenant, string id, AutoscaleRule rule, CancellationToken cancellationToken) =>
        await documents.SaveAsync(collection, tenant, id, new Claim(rule.Tenant, rule.Id), 0, cancellationToken) is not null
        || (await documents.FindAsync<Claim>(collection, tenant, id, cancellationToken))?.Value.RuleId == rule.Id;

    private async ValueTask ReleaseAsync(string collection, string tenant, AutoscaleRule rule, CancellationToken cancellationToken)
    {
        if ((await documents.FindAsync<Claim>(collection, tenant, NameId(rule.Name), cancellationToken))?.Value.RuleId == rule.Id)
            await documents.DeleteAsync(collection, tenant, NameId(rule.Name), cancellationToken);
    }

    private static string NameId(string name) => name.ToLowerInvariant();

    private sealed record Claim(string Tenant, string RuleId);
}
