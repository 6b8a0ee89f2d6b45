using Orchestrator.Server.Cli;

return await OrchestratorCommand.RunAsync(args);
