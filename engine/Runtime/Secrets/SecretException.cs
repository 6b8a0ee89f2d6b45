namespace Orchestrator.Runtime.Secrets;

/// <summary>A protected value cannot be read. The message holds no part of it.</summary>
public sealed class SecretException(string message, Exception? inner = null) : Exception(message, inner);
