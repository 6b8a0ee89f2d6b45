namespace Orchestrator.Runtime.Api;

/// <summary>Handles a request to a route. Throws nothing for bad input: it answers with a problem.</summary>
public delegate ValueTask<ApiOutcome> ApiHandler(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken);
