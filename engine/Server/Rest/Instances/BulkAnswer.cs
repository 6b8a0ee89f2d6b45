namespace Orchestrator.Server.Rest.Instances;

/// <param name="Done">Ids of the instances on which it was done.</param>
/// <param name="Refused">Why it was not done on the others, by id.</param>
/// <param name="Remaining">How many more the filter finds: send the request again.</param>
internal sealed record BulkAnswer(IReadOnlyList<string> Done, IReadOnlyDictionary<string, string> Refused, long Remaining);
