namespace Orchestrator.Server.FirstStart;

/// <summary>What the start has to tell.</summary>
/// <param name="Created">Users were made now; the credentials are to be shown.</param>
/// <param name="Credentials">From the file; null when the file is gone.</param>
/// <param name="File">Path of the file.</param>
public sealed record FirstStartResult(bool Created, InitialCredentials? Credentials, string File);
