namespace Orchestrator.Lab.Bus;

/// <summary>A transport of vCD's bus.</summary>
internal interface ILabBus : IAsyncDisposable
{
    /// <summary>Publishes a notification; done when the transport has it.</summary>
    Task PublishAsync(Notification notification, CancellationToken cancellationToken);
}
