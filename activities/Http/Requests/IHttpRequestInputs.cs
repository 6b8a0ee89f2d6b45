using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>The inputs that the sending activities share.</summary>
internal interface IHttpRequestInputs
{
    Input<Uri>? Url { get; }

    Input<string>? Method { get; }

    Input<object?>? Content { get; }

    Input<string?>? ContentType { get; }

    Input<string?>? Authorization { get; }

    Input<bool>? DisableAuthorizationHeaderValidation { get; }

    Input<IDictionary<string, object?>>? RequestHeaders { get; }
}
