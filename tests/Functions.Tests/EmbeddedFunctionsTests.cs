namespace Orchestrator.Tests.Functions;

public sealed class EmbeddedFunctionsTests() : FunctionCasesTests("embedded", () => "none");
