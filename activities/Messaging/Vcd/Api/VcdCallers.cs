using Microsoft.Extensions.Options;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Activities.Messaging.Vcd.Api;

/// <summary>Finds who calls by the security context that vCD vouches for.</summary>
internal sealed class VcdCallers(ITenantLookup tenants, IOptions<VcdBusOptions> options)
{
    private const string OrganisationUrn = "urn:vcloud:org:";

    /// <summary>Null when the organisation is unknown here.</summary>
    public ValueTask<ApiCaller?> FindAsync(VcdRequest request, CancellationToken cancellationToken) =>
        FindAsync(request.Organisation, request.User, request.Rights, cancellationToken);

    /// <summary>Null when the organisation is unknown here.</summary>
    public async ValueTask<ApiCaller?> FindAsync(string organisation, string user, IReadOnlyList<string> rights, CancellationToken cancellationToken)
    {
        if (Bare(organisation).Equals(Bare(options.Value.SystemOrganisation), StringComparison.OrdinalIgnoreCase))
            return new ApiCaller(user, IsProvider: true, "") { Rights = rights };
        return await tenants.FindAsync(organisation, cancellationToken) is { } tenant
            ? new ApiCaller(user, IsProvider: false, tenant.Name) { Rights = rights }
            : null;
    }

    private static string Bare(string organisation) =>
        organisation.StartsWith(OrganisationUrn, StringComparison.OrdinalIgnoreCase) ? organisation[OrganisationUrn.Length..] : organisation;
}
