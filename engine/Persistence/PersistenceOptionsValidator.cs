using Microsoft.Extensions.Options;

namespace Orchestrator.Persistence;

internal sealed class PersistenceOptionsValidator : IValidateOptions<PersistenceOptions>
{
    public ValidateOptionsResult Validate(string? name, PersistenceOptions options) =>
        string.IsNullOrWhiteSpace(options.SqlitePath) == string.IsNullOrWhiteSpace(options.PostgresConnectionString)
            ? ValidateOptionsResult.Fail($"Set either {nameof(options.SqlitePath)} or {nameof(options.PostgresConnectionString)} of the persistence options.")
            : ValidateOptionsResult.Success;
}
