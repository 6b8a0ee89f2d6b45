using System.Collections.Concurrent;

namespace Orchestrator.Runtime.Api;

internal sealed class ApiReplies : IApiReplies
{
    private readonly ConcurrentDictionary<string, Wait> _waits = new(StringComparer.Ordinal);

    public IApiReplyWait Expect(string requestId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requestId);
        var wait = new Wait(this, requestId);
        return _waits.TryAdd(requestId, wait) ? wait : throw new InvalidOperationException($"Request {requestId} is awaited already.");
    }

    public void Accept(string requestId, IReadOnlyList<string> instanceIds, string location)
    {
        if (!_waits.TryGetValue(requestId, out var wait))
            return;
        wait.Location = location;
        wait.InstanceIds = instanceIds;
    }

    /// <remarks>The wait stays until it is disposed: a quick workflow replies before its start is noted.</remarks>
    public bool TryComplete(string requestId, ApiReply reply) => _waits.TryGetValue(requestId, out var wait) && wait.TryComplete(reply);

    private sealed class Wait(ApiReplies owner, string requestId) : IApiReplyWait
    {
        private readonly TaskCompletionSource<ApiReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile IReadOnlyList<string> _instanceIds = [];

        public Task<ApiReply> Reply => _reply.Task;

        public IReadOnlyList<string> InstanceIds
        {
            get => _instanceIds;
            set => _instanceIds = value;
        }

        public string? Location { get; set; }

        public bool TryComplete(ApiReply reply) => _reply.TrySetResult(reply);

        public void Dispose()
        {
            owner._waits.TryRemove(KeyValuePair.Create(requestId, this));
            _reply.TrySetCanceled();
        }
    }
}
