namespace Orchestrator.Server.ElsaApi.ActivityExecutions;

/// <param name="Type">Code of the fault, such as <c>input</c> or <c>http.timeout</c>.</param>
/// <param name="StackTrace">Longer text, such as a build log; null when there is none.</param>
internal sealed record ExceptionAnswer(string Type, string Message, string? StackTrace)
{
    public ExceptionAnswer? InnerException => null;
}
