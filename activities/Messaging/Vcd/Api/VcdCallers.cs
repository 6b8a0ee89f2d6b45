using Microsoft.Extensions.Options;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Activities.Messaging.Vcd.Api;

/// <summary>Finds who calls by the security context that vCD vouches for.</summary>
internal sealed class VcdCallers(ITenantLookup tenants, IOptions<VcdBusOptions> options)
{
    private const string OrganisationUrn = "urn:vcloud:org:";

    /// <summary>Null when the organisation is unknown here.</summary>
    public async ValueTask<ApiCaller?> FindAsync(VcdRequest request, CancellationToken cancellationToken)
    {
        if (Bare(request.Organisation).Equals(Bare(options.Value.SystemOrganisation), StringComparison.OrdinalIgnoreCase))
            return new ApiCaller(request.User, IsProvider: true, "") { Rights = request.Rights };
        return await tenants.FindAsync(request.Organisation, cancellationToken) is { } tenant
            ? new ApiCaller(request.User, IsProvider: false, tenant.Name) { Rights = request.Rights }
            : null;
    }

    private static string Bare(string organisation) =>
        organisation.StartsWith(OrganisationUrn, StringComparison.OrdinalIgnoreCase) ? organisation[OrganisationUrn.Length..] : organisation;
}
