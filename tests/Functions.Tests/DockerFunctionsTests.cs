namespace Orchestrator.Tests.Functions;

public sealed class DockerFunctionsTests() : FunctionCasesTests("docker", () => FunctionsHost.DockerEndpoint);
