namespace Orchestrator.Activities.Functions.Model;

/// <summary>Functions, their versions and routes, per tenant. Safe for concurrent use.</summary>
public interface IFunctionStore
{
    ValueTask<FunctionRecord?> FindAsync(string tenant, string name, CancellationToken cancellationToken);

    /// <summary>Functions of a tenant in order of name; of all tenants when null.</summary>
    ValueTask<IReadOnlyList<FunctionRecord>> ListAsync(string? tenant, CancellationToken cancellationToken);

    /// <summary>The function that has a route; null when none has.</summary>
    ValueTask<FunctionRecord?> FindByRouteAsync(string tenant, string route, CancellationToken cancellationToken);

    ValueTask<FunctionVersion?> FindVersionAsync(string tenant, string name, int version, CancellationToken cancellationToken);

    /// <summary>Adds a function; false when the name is taken.</summary>
    ValueTask<bool> AddAsync(FunctionRecord function, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a function: the change is applied to what is stored, again if somebody else was faster. Null from the change leaves it as it is.
    /// Gives what is stored then; null when there is no such function.
    /// </summary>
    ValueTask<FunctionRecord?> ChangeAsync(string tenant, string name, Func<FunctionRecord, FunctionRecord?> change, CancellationToken cancellationToken);

    ValueTask SaveVersionAsync(FunctionVersion version, CancellationToken cancellationToken);

    ValueTask DeleteVersionAsync(string tenant, string name, int version, CancellationToken cancellationToken);

    /// <summary>Gives a route to a function; false when another existing function has it.</summary>
    ValueTask<bool> ReserveRouteAsync(string tenant, string route, string function, CancellationToken cancellationToken);

    /// <summary>Frees a route if the function has it.</summary>
    ValueTask ReleaseRouteAsync(string tenant, string route, string function, CancellationToken cancellationToken);

    ValueTask<FunctionCalls> CallsAsync(string tenant, string name, CancellationToken cancellationToken);

    ValueTask CountCallAsync(string tenant, string name, CancellationToken cancellationToken);

    /// <summary>Deletes a function with all its versions and routes.</summary>
    ValueTask DeleteAsync(string tenant, string name, CancellationToken cancellationToken);
}
