using Orchestrator.Runtime.Api;

namespace Orchestrator.Server.Problems;

internal static class ReplyResultExtensions
{
    public static IResult Reply(this IResultExtensions _, ApiReply reply) => new ReplyResult(reply);
}
