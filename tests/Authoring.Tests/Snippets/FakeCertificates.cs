using Acme.Activities;

namespace Acme.Tests;

/// <summary>A certificate authority that a test fills.</summary>
internal sealed class FakeCertificates : ICertificates
{
    public List<(string Host, string Key)> Orders { get; } = [];

    public string? Ready { get; set; }

    public Task<string> OrderAsync(string host, string key, CancellationToken cancellationToken)
    {
        Orders.Add((host, key));
        return Task.FromResult($"order-{Orders.Count}");
    }

    public Task<string?> FindAsync(string order, CancellationToken cancellationToken) => Task.FromResult(Ready);
}
