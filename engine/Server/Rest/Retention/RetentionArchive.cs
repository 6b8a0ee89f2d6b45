using System.Globalization;
using Orchestrator.Core;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.ElsaApi.Instances;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Rest.Retention;

/// <summary>
/// Keeps instances as files before they are deleted: <c>archive/{definition}/{time}-{first instance}.zip</c> in the data folder, readable by the owner only, each with up to
/// <see cref="Retention.BatchSize"/> instances in the form of Elsa's export. The file is on disk before anything is deleted.
/// </summary>
internal sealed class RetentionArchive(IWorkflowStore store, InstanceArchive files, DataFolder folder, TimeProvider time)
{
    public async ValueTask WriteAsync(string definitionId, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        var instances = new List<(InstanceSummary Summary, WorkflowState State)>();
        foreach (var id in instanceIds)
        {
            if (await store.LoadAsync(id, cancellationToken) is { } stored)
                instances.Add((stored.Summary, StateCodec.Read(stored.State.Span)));
        }

        if (instances.Count == 0)
            return;
        var directory = DataFolders.PreparePrivate(Path.Combine(folder.Path, "archive", Safe(definitionId)));
        var name = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{Safe(instances[0].Summary.Id)}.zip");
        DataFolders.WritePrivate(Path.Combine(directory, name), await files.WriteZipAsync(instances, cancellationToken));
    }

    private static string Safe(string id) => string.Concat(id.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));
}
