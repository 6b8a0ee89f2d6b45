using System.Net;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

internal sealed record TrialDatagram(byte[] Bytes, IPAddress Source, DateTimeOffset At);
