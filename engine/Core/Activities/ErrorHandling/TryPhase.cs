namespace Orchestrator.Core.Activities;

/// <summary>What of a Try is at work.</summary>
internal enum TryPhase
{
    Body,
    Catch,
    Finally,
}
