using System.Data.Common;

namespace Orchestrator.Tests.Torture.Faults;

/// <summary>The connection to the database broke.</summary>
public sealed class StoreAwayException() : DbException("The database is away.");
