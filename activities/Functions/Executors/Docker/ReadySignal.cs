namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>Says when a container's socket appears in its folder; the kernel tells, nothing is polled.</summary>
internal sealed class ReadySignal : IDisposable
{
    private readonly FileSystemWatcher _watcher;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReadySignal(string folder)
    {
        _watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.Attributes };
        _watcher.Created += (_, e) => See(e.Name);
        _watcher.Renamed += (_, e) => See(e.Name);
        _watcher.Error += (_, e) => _ready.TrySetException(e.GetException());
        _watcher.EnableRaisingEvents = true;
        if (File.Exists(Path.Combine(folder, RunFolder.SocketName)))
            _ready.TrySetResult();
    }

    public Task Ready => _ready.Task;

    public void Dispose() => _watcher.Dispose();

    private void See(string? name)
    {
        if (name == RunFolder.SocketName)
            _ready.TrySetResult();
    }
}
