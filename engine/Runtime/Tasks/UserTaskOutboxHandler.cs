using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Tasks;

/// <summary>Writes tasks that instances have committed into the list.</summary>
internal sealed class UserTaskOutboxHandler(IUserTaskStore store) : IOutboxHandler
{
    public const string MessageKind = "user-task";

    public string Kind => MessageKind;

    public ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken) =>
        store.SaveAsync(payload.Deserialize<UserTask>(PlainJson.Options)!, cancellationToken);
}
