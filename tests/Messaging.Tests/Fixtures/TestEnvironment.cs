namespace Orchestrator.Tests.Messaging;

/// <summary>Real parts that ./test starts.</summary>
internal static class TestEnvironment
{
    public static string Require(string variable, string package) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{variable} is not set: run ./test, which installs (apt-get install {package}) and starts what this test needs.");
}
