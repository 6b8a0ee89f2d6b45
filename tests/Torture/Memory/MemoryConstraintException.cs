using System.Data.Common;

namespace Orchestrator.Tests.Torture.Memory;

/// <summary>What a database says to a second row with the same key.</summary>
public sealed class MemoryConstraintException(string message) : DbException(message);
