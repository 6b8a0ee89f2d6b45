using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Activities.Messaging.Snmp.Mibs;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Runtime;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class MibTests : IDisposable
{
    private const string Version2 = """
        ACME-MIB DEFINITIONS ::= BEGIN
        -- ---------- a line of dashes --
        IMPORTS
            MODULE-IDENTITY, OBJECT-TYPE, NOTIFICATION-TYPE, enterprises, Integer32 FROM SNMPv2-SMI
            DisplayString FROM SNMPv2-TC;
        acme MODULE-IDENTITY
            LAST-UPDATED "202601010000Z"
            ORGANIZATION "ACME; with ::= in the text"
            CONTACT-INFO ""
            DESCRIPTION  "A text
                          of two lines -- no comment here"
            ::= { enterprises 99999 }
        acmeObjects OBJECT IDENTIFIER ::= { acme 1 }
        acmeNotifications OBJECT IDENTIFIER ::= { acme 0 }
        DiskIndex ::= TEXTUAL-CONVENTION STATUS current DESCRIPTION "x" SYNTAX Integer32 (1..64)
        DiskEntry ::= SEQUENCE { diskIndex DiskIndex, diskName DisplayString }
        diskTable OBJECT-TYPE SYNTAX SEQUENCE OF DiskEntry MAX-ACCESS not-accessible STATUS current DESCRIPTION "t" ::= { acmeObjects 2 }
        diskEntry OBJECT-TYPE SYNTAX DiskEntry MAX-ACCESS not-accessible STATUS current DESCRIPTION "e" INDEX { diskIndex } ::= { diskTable 1 }
        diskIndex OBJECT-TYPE SYNTAX DiskIndex MAX-ACCESS not-accessible STATUS current DESCRIPTION "i" ::= { diskEntry 1 }
        diskName OBJECT-TYPE SYNTAX DisplayString MAX-ACCESS read-only STATUS current DESCRIPTION "n" DEFVAL { "none" } ::= { diskEntry 2 }
        diskFailed NOTIFICATION-TYPE OBJECTS { diskName } STATUS current DESCRIPTION "f" ::= { acmeNotifications 7 }
        deep OBJECT IDENTIFIER ::= { iso org(3) dod(6) 1 4 1 99999 9 }
        END
        """;

    private const string Version1 = """
        OLD-MIB DEFINITIONS ::= BEGIN
        IMPORTS enterprises FROM RFC1155-SMI TRAP-TYPE FROM RFC-1215 acmeObjects FROM ACME-MIB;
        old_box OBJECT IDENTIFIER ::= { enterprises 77777 }
        fanFailed TRAP-TYPE
            ENTERPRISE old_box
            VARIABLES { fanNumber }
            DESCRIPTION "A fan"
            ::= 5
        fanNumber OBJECT-TYPE SYNTAX INTEGER ACCESS read-only STATUS mandatory DESCRIPTION "n" ::= { acmeObjects 9 }
        END
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("orchestrator-mibs-").FullName;
    private readonly SnmpNameTable _names = new();
    private readonly MibStore _store;

    public MibTests() => _store = new MibStore(new DataFolder(_folder), _names, NullLogger<MibStore>.Instance);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Objects_and_notifications_get_their_names()
    {
        var answer = Assert.Single(await _store.ImportAsync(Version2, Cancel));

        Assert.Equal(("ACME-MIB", 8, 1), (answer.Module, answer.Objects, answer.Notifications));
        Assert.Empty(answer.Problems);
        Assert.Equal("diskFailed", _names.Notification("1.3.6.1.4.1.99999.0.7"));
        Assert.Equal("diskName", _names.Variable("1.3.6.1.4.1.99999.1.2.1.2.17"));
        Assert.Equal("deep", _names.Variable("1.3.6.1.4.1.99999.9"));
        Assert.Equal(["1.3.6.1.4.1.99999.1.2.1.2"], _names.Objects("DISKNAME"));
        Assert.Equal("EntityName", _names.Variable("1.3.6.1.4.1.6876.4.50.1.2.2.0"));
        Assert.Null(_names.Variable("1.3.6.1.4.1.12345.1"));
    }

    [Fact]
    public async Task A_module_may_come_before_the_one_that_it_imports_from()
    {
        var early = Assert.Single(await _store.ImportAsync(Version1, Cancel));
        Assert.Equal("fanFailed", _names.Notification("1.3.6.1.4.1.77777.0.5"));
        Assert.Equal(["Line 9 of OLD-MIB: 'fanNumber' stands below 'acmeObjects', which comes from module ACME-MIB: import that too."], early.Problems);

        await _store.ImportAsync(Version2, Cancel);

        Assert.Equal("fanNumber", _names.Variable("1.3.6.1.4.1.99999.1.9.0"));
        Assert.All(await _store.ListAsync(Cancel), mib => Assert.Empty(mib.Problems));
    }

    [Fact]
    public async Task Names_survive_a_restart_and_end_with_their_module()
    {
        await _store.ImportAsync(Version2, Cancel);
        var names = new SnmpNameTable();
        using var restarted = new MibStore(new DataFolder(_folder), names, NullLogger<MibStore>.Instance);

        await restarted.RefreshAsync(Cancel);
        Assert.Equal("diskFailed", names.Notification("1.3.6.1.4.1.99999.0.7"));

        Assert.True(await restarted.DeleteAsync("ACME-MIB", Cancel));
        Assert.False(await restarted.DeleteAsync("../engine", Cancel));
        Assert.Null(names.Notification("1.3.6.1.4.1.99999.0.7"));
    }

    [Theory]
    [InlineData("", "Line 1: the file is empty.")]
    [InlineData("<html>", "Line 1: a MIB begins with the name of its module, not '<'.")]
    [InlineData("A DEFINITIONS ::= BEGIN\n\nIMPORTS x FROM Y\nEND", "Line 3: the IMPORTS that begin here do not end: a semicolon is missing.")]
    [InlineData("A DEFINITIONS ::= BEGIN\nx OBJECT IDENTIFIER ::= 5\nEND", "Line 2: the value of 'x' must be '{ parent number }', not '5'.")]
    [InlineData("A DEFINITIONS ::= BEGIN\nx OBJECT-TYPE DESCRIPTION \"open\n", "Line 2: the text that begins here does not end: a quotation mark is missing.")]
    [InlineData("A DEFINITIONS ::= BEGIN\nx OBJECT IDENTIFIER ::= { y 4294967296 }\nEND", "Line 2: '4294967296' is no number of 32 bits.")]
    [InlineData("A DEFINITIONS ::= BEGIN\nx OBJECT IDENTIFIER ::= { y 1 }", "Line 2: the module 'A' does not end: END is missing.")]
    [InlineData("A DEFINITIONS ::= BEGIN\nx OBJECT-TYPE SYNTAX INTEGER\nEND", "Line 2: the OBJECT-TYPE 'x' has no value: '::= { parent number }' is missing.")]
    public void What_is_no_MIB_is_refused_with_line_and_reason(string source, string fault) => Assert.Equal(fault, Assert.Throws<MibException>(() => MibParser.Read(source)).Message);

    [Fact]
    public async Task A_definition_below_itself_ends()
    {
        var answer = Assert.Single(await _store.ImportAsync("A DEFINITIONS ::= BEGIN\nx OBJECT IDENTIFIER ::= { y 1 }\ny OBJECT IDENTIFIER ::= { x 1 }\nEND", Cancel));

        Assert.Equal(2, answer.Problems.Count);
        Assert.EndsWith("'x' stands below itself.", answer.Problems[0], StringComparison.Ordinal);
    }
}
