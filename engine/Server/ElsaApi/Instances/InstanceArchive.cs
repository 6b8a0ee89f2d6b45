using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Runtime.Secrets;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.ElsaApi.ActivityExecutions;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Instances;

/// <summary>Instances as files: the state, what happened, and what was executed.</summary>
internal sealed class InstanceArchive(IJournalStore journal, ExecutionReader executions)
{
    /// <summary>Beside what Elsa writes: the complete state, so that the instance can be imported.</summary>
    public const string StateMember = "orchestratorState";

    /// <summary>The journal as it is stored.</summary>
    public const string JournalMember = "orchestratorJournal";

    private const int LinesPerRead = 20_000;

    private static readonly JsonSerializerOptions Indented = new(PlainJson.Options) { WriteIndented = true };

    public async ValueTask<byte[]> WriteAsync(InstanceSummary summary, WorkflowState state, CancellationToken cancellationToken)
    {
        var lines = await JournalAsync(summary.Id, cancellationToken);
        var file = new JsonObject
        {
            ["workflowState"] = JsonSerializer.SerializeToNode(WorkflowStateAnswer.Of(state), PlainJson.Options),
            ["workflowExecutionLogRecords"] = JsonSerializer.SerializeToNode(lines.Select(JournalEntryAnswer.Of), PlainJson.Options),
            [StateMember] = PlainJson.ParseNode(SecretText.MaskIn(Encoding.UTF8.GetString(WorkflowStateJson.Write(state)))),
            [JournalMember] = JsonSerializer.SerializeToNode(lines, PlainJson.Options),
            ["activityExecutionRecords"] = JsonSerializer.SerializeToNode(await executions.ListAsync(summary, null, withData: true, cancellationToken), PlainJson.Options),
        };
        return Encoding.UTF8.GetBytes(file.ToJsonString(Indented));
    }

    public async ValueTask<byte[]> WriteZipAsync(IReadOnlyList<(InstanceSummary Summary, WorkflowState State)> instances, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (summary, state) in instances)
            {
                await using var entry = zip.CreateEntry(NameOf(summary), CompressionLevel.Optimal).Open();
                await entry.WriteAsync(await WriteAsync(summary, state, cancellationToken), cancellationToken);
            }
        }

        return buffer.ToArray();
    }

    private async ValueTask<IReadOnlyList<JournalEntry>> JournalAsync(string instanceId, CancellationToken cancellationToken)
    {
        var lines = new List<JournalEntry>();
        while (true)
        {
            var read = await journal.ListAsync(new JournalFilter { InstanceId = instanceId, Skip = lines.Count, Take = LinesPerRead }, cancellationToken);
            lines.AddRange(read.Items);
            if (read.Items.Count < LinesPerRead)
                return lines;
        }
    }

    public static string NameOf(InstanceSummary summary) => $"workflow-instance-{string.Concat(summary.Id.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))}.json";
}
