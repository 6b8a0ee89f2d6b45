using Orchestrator.CSharp;
using Orchestrator.Server.Auth;

namespace Orchestrator.Server.Rest.Users;

/// <summary>The rule that keeps the names of those who may write C# from others: whoever could make a user or key of such a name would be trusted, too.</summary>
internal static class TrustedNames
{
    public const string Reason = "Is named in CSharp:TrustedAdministrators: only somebody who is named there, too, can make a user or key of this name.";

    /// <summary>Whether the caller may make a user or key that the server then knows by a name.</summary>
    public static bool MayTake(CSharpTrust trust, HttpContext context, string name) => !trust.Includes(name) || trust.Includes(context.Caller().User);
}
