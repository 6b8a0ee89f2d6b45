namespace Orchestrator.Activities.Messaging.Snmp.Mibs;

/// <summary>A word, a number, a quoted text (without its quotes) or a punctuation of a MIB file.</summary>
internal readonly record struct MibToken(MibTokenKind Kind, string Text, int Line)
{
    public bool Is(string text) => Kind != MibTokenKind.Text && Text == text;
}
