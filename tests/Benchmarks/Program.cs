using Orchestrator.Benchmarks.Harness;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
return await BenchmarkCommand.RunAsync(args, stop.Token);
