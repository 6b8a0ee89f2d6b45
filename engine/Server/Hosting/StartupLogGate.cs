namespace Orchestrator.Server.Hosting;

/// <summary>Holds back the host's own stack trace of a failed start: the command says the reason in a sentence.</summary>
internal sealed class StartupLogGate
{
    private volatile bool _open;

    public void Open() => _open = true;

    public bool Lets(string? category) => _open || category != "Microsoft.Extensions.Hosting.Internal.Host";
}
