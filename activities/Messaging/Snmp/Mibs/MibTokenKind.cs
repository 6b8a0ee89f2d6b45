namespace Orchestrator.Activities.Messaging.Snmp.Mibs;

internal enum MibTokenKind
{
    Word,
    Number,
    Text,
    Punctuation,
    End,
}
