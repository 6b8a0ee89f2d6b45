namespace Orchestrator.Tests.E2E;

/// <summary>Tests that must not run at the same time.</summary>
internal static class Collections
{
    /// <summary>Each server takes requests of vCD from the same queue of the one broker: two would take each other's.</summary>
    public const string VcdBus = "vCD's bus";
}
