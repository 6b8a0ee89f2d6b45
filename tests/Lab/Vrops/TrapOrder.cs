using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vrops;

/// <summary>A trap to send.</summary>
/// <param name="Kind">46 active, 47 clear, 48 change, 200 test.</param>
/// <param name="Rules">Names of the notification rules that matched.</param>
internal sealed record TrapOrder(string Host, int Port, string Community, int Kind, AlertState Alert, IReadOnlyList<string> Rules);
