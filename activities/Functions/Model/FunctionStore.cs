using System.Globalization;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.Functions.Model;

/// <summary>Keeps functions as documents: one small one per function, one per version with the source, one per route, one per call count. Values of environment variables are encrypted.</summary>
internal sealed class FunctionStore(IDocumentStore documents, FunctionSecrets secrets, TimeProvider time) : IFunctionStore
{
    private const string Functions = "functions";
    private const string Versions = "function-versions";
    private const string Routes = "function-routes";
    private const string Calls = "function-calls";

    public async ValueTask<FunctionRecord?> FindAsync(string tenant, string name, CancellationToken cancellationToken) =>
        (await documents.FindAsync<FunctionRecord>(Functions, tenant, name, cancellationToken))?.Value;

    public async ValueTask<IReadOnlyList<FunctionRecord>> ListAsync(string? tenant, CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync<FunctionRecord>(Functions, tenant, cancellationToken)).Select(d => d.Value)];

    public async ValueTask<FunctionRecord?> FindByRouteAsync(string tenant, string route, CancellationToken cancellationToken)
    {
        var reservation = await documents.FindAsync<RouteReservation>(Routes, tenant, route, cancellationToken);
        return reservation is null ? null : await FindAsync(tenant, reservation.Value.Function, cancellationToken);
    }

    public async ValueTask<FunctionVersion?> FindVersionAsync(string tenant, string name, int version, CancellationToken cancellationToken) =>
        (await documents.FindAsync<FunctionVersion>(Versions, tenant, VersionId(name, version), cancellationToken))?.Value is { } found
            ? found with { Source = secrets.Open(tenant, found.Source) }
            : null;

    public async ValueTask<bool> AddAsync(FunctionRecord function, CancellationToken cancellationToken) =>
        await documents.SaveAsync(Functions, function.Tenant, function.Name, function, expectedRevision: 0, cancellationToken) is not null;

    public async ValueTask<FunctionRecord?> ChangeAsync(string tenant, string name, Func<FunctionRecord, FunctionRecord?> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var document = await documents.FindAsync<FunctionRecord>(Functions, tenant, name, cancellationToken);
            if (document is null)
                return null;
            if (change(document.Value) is not { } changed)
                return document.Value;
            changed = changed with { UpdatedAt = time.GetUtcNow() };
            if (await documents.SaveAsync(Functions, tenant, name, changed, document.Revision, cancellationToken) is not null)
                return changed;
        }
    }

    public async ValueTask SaveVersionAsync(FunctionVersion version, CancellationToken cancellationToken) =>
        await documents.SaveAsync(
            Versions,
            version.Tenant,
            VersionId(version.Name, version.Version),
            version with { Source = secrets.Seal(version.Tenant, version.Source) },
            expectedRevision: null,
            cancellationToken);

    public async ValueTask DeleteVersionAsync(string tenant, string name, int version, CancellationToken cancellationToken) =>
        await documents.DeleteAsync(Versions, tenant, VersionId(name, version), cancellationToken);

    public async ValueTask<bool> ReserveRouteAsync(string tenant, string route, string function, CancellationToken cancellationToken)
    {
        while (true)
        {
            var document = await documents.FindAsync<RouteReservation>(Routes, tenant, route, cancellationToken);
            if (document?.Value.Function == function)
                return true;
            if (document is not null && await FindAsync(tenant, document.Value.Function, cancellationToken) is not null)
                return false;
            if (await documents.SaveAsync(Routes, tenant, route, new RouteReservation(function), document?.Revision ?? 0, cancellationToken) is not null)
                return true;
        }
    }

    public async ValueTask ReleaseRouteAsync(string tenant, string route, string function, CancellationToken cancellationToken)
    {
        if ((await documents.FindAsync<RouteReservation>(Routes, tenant, route, cancellationToken))?.Value.Function == function)
            await documents.DeleteAsync(Routes, tenant, route, cancellationToken);
    }

    public async ValueTask<FunctionCalls> CallsAsync(string tenant, string name, CancellationToken cancellationToken) =>
        (await documents.FindAsync<FunctionCalls>(Calls, tenant, name, cancellationToken))?.Value ?? new(0, null);

    public async ValueTask CountCallAsync(string tenant, string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            var document = await documents.FindAsync<FunctionCalls>(Calls, tenant, name, cancellationToken);
            var calls = new FunctionCalls((document?.Value.Count ?? 0) + 1, time.GetUtcNow());
            if (await documents.SaveAsync(Calls, tenant, name, calls, document?.Revision ?? 0, cancellationToken) is not null)
                return;
        }
    }

    public async ValueTask DeleteAsync(string tenant, string name, CancellationToken cancellationToken)
    {
        foreach (var route in await documents.ListAsync<RouteReservation>(Routes, tenant, cancellationToken))
        {
            if (route.Value.Function == name)
                await documents.DeleteAsync(Routes, tenant, route.Id, cancellationToken);
        }

        var latest = (await FindAsync(tenant, name, cancellationToken))?.LatestVersion ?? 0;
        for (var version = 1; version <= latest; version++)
            await DeleteVersionAsync(tenant, name, version, cancellationToken);
        await documents.DeleteAsync(Calls, tenant, name, cancellationToken);
        await documents.DeleteAsync(Functions, tenant, name, cancellationToken);
    }

    private static string VersionId(string name, int version) => string.Create(CultureInfo.InvariantCulture, $"{name}@{version}");
}
