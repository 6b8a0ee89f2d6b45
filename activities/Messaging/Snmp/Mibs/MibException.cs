using System.Globalization;

namespace Orchestrator.Activities.Messaging.Snmp.Mibs;

/// <summary>A MIB file cannot be read; says where and why.</summary>
internal sealed class MibException(int line, string fault) : Exception(string.Create(CultureInfo.InvariantCulture, $"Line {line}: {fault}"))
{
    public int Line { get; } = line;
}
