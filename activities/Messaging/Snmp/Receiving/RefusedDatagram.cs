using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

internal readonly record struct RefusedDatagram(DateTimeOffset At, IPEndPoint Source, int Length, SnmpRefusal Reason);
