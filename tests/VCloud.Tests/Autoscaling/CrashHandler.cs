namespace Orchestrator.Tests.VCloud.Autoscaling;

internal sealed class CrashHandler(CrashPoint crash) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        crash.PassAsync(request, () => base.SendAsync(request, cancellationToken), cancellationToken);
}
