namespace Orchestrator.Server.ElsaApi;

/// <param name="Errors">Reasons by what they belong to; <c>generalErrors</c> for the whole.</param>
internal sealed record ElsaErrorAnswer(int StatusCode, string Message, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors);
