using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Cli.Client;

/// <summary>Follows the journal of an instance until it has finished; goes on after a broken connection.</summary>
internal static class InstanceFollower
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Gives the last state of the instance.</summary>
    public static async Task<JsonNode?> FollowAsync(ApiClient client, string id, long after, Action<JsonNode> onEntry, CancellationToken cancellationToken)
    {
        JsonNode? state = null;
        while (true)
        {
            try
            {
                using var response = await client.StreamAsync($"/api/v1/instances/{Uri.EscapeDataString(id)}/events?after={after}", cancellationToken);
                await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
                await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
                {
                    switch (item.EventType)
                    {
                        case "journal":
                            var entry = PlainJson.ParseNode(item.Data)!;
                            after = entry["sequence"]!.GetValue<long>();
                            onEntry(entry);
                            break;
                        case "state":
                            state = PlainJson.ParseNode(item.Data);
                            break;
                        case "end":
                            return state;
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                // The server was restarted, or something in between has closed the connection: go on where we were.
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
