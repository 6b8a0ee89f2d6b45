using System.Globalization;

namespace Orchestrator.Activities.Messaging.Snmp.Mibs;

/// <summary>
/// Reads the object identifiers of MIB files of SMIv2 (RFC 2578) and SMIv1 (RFC 1155, 1212, 1215): what has a name and a place. Syntax, access, descriptions and types are passed over, and so
/// are the mistakes that real files have in them.
/// </summary>
internal sealed class MibParser
{
    private static readonly HashSet<string> Macros = new(StringComparer.Ordinal)
    {
        "MODULE-IDENTITY", "OBJECT-IDENTITY", "OBJECT-TYPE", "NOTIFICATION-TYPE", "OBJECT-GROUP", "NOTIFICATION-GROUP", "MODULE-COMPLIANCE", "AGENT-CAPABILITIES",
    };

    private readonly List<MibToken> _tokens;
    private readonly List<MibDefinition> _definitions = [];
    private int _at;

    private MibParser(List<MibToken> tokens) => _tokens = tokens;

    private MibToken Current => _tokens[_at];

    /// <summary>All modules of a file. Throws <see cref="MibException"/> with the line when it is no MIB.</summary>
    public static IReadOnlyList<MibModule> Read(string source)
    {
        var parser = new MibParser(MibLexer.Read(source));
        var modules = new List<MibModule>();
        while (parser.Current.Kind != MibTokenKind.End)
            modules.Add(parser.ReadModule());
        return modules.Count > 0 ? modules : throw new MibException(1, "the file is empty.");
    }

    private MibModule ReadModule()
    {
        var name = Take(MibTokenKind.Word, "a MIB begins with the name of its module");
        if (Current.Is("{"))
            SkipBraces();
        Expect("DEFINITIONS", $"after the name of the module '{name.Text}'");
        while (!Current.Is("::=") && Current.Kind != MibTokenKind.End)
            _at++;
        Expect("::=", "after DEFINITIONS");
        Expect("BEGIN", "after DEFINITIONS ::=");
        _definitions.Clear();
        var imports = new Dictionary<string, string>(StringComparer.Ordinal);
        while (!Current.Is("END"))
        {
            if (Current.Kind == MibTokenKind.End)
                throw new MibException(Current.Line, $"the module '{name.Text}' does not end: END is missing.");
            if (Current.Is("IMPORTS"))
                ReadImports(imports);
            else if (Current.Is("EXPORTS"))
                SkipTo(";");
            else
                ReadAssignment();
        }

        _at++;
        return new MibModule { Name = name.Text, Imports = imports, Definitions = [.. _definitions] };
    }

    private void ReadImports(Dictionary<string, string> imports)
    {
        var start = Current.Line;
        _at++;
        var symbols = new List<string>();
        while (!Current.Is(";"))
        {
            var token = Current;
            if (token.Kind == MibTokenKind.End || token.Is("END"))
                throw new MibException(start, "the IMPORTS that begin here do not end: a semicolon is missing.");
            _at++;
            if (token.Is("FROM"))
            {
                var module = Take(MibTokenKind.Word, "FROM wants the name of a module").Text;
                foreach (var symbol in symbols)
                    imports[symbol] = module;
                symbols.Clear();
            }
            else if (token.Kind == MibTokenKind.Word)
            {
                symbols.Add(token.Text);
            }
        }

        _at++;
    }

    private void ReadAssignment()
    {
        var name = Current;
        _at++;
        if (name.Kind != MibTokenKind.Word)
            return;
        if (Current.Is("MACRO"))
        {
            SkipTo("END");
        }
        else if (Current.Is("OBJECT") && _tokens[_at + 1].Is("IDENTIFIER") && _tokens[_at + 2].Is("::="))
        {
            _at += 3;
            ReadPlace(name, isNotification: false);
        }
        else if (Current.Is("TRAP-TYPE"))
        {
            ReadTrapType(name);
        }
        else if (Current.Kind == MibTokenKind.Word && Macros.Contains(Current.Text) && char.IsAsciiLetterLower(name.Text[0]))
        {
            var isNotification = Current.Is("NOTIFICATION-TYPE");
            var macro = Current.Text;
            _at++;
            while (!Current.Is("::="))
            {
                if (Current.Kind == MibTokenKind.End || Current.Is("END"))
                    throw new MibException(name.Line, $"the {macro} '{name.Text}' has no value: '::= {{ parent number }}' is missing.");
                _at++;
            }

            _at++;
            ReadPlace(name, isNotification);
        }
    }

    /// <summary>RFC 1215: the value is the specific number below the enterprise; as an identifier, by RFC 3584 3.1, below its zero.</summary>
    private void ReadTrapType(MibToken name)
    {
        string? enterprise = null;
        for (_at++; !Current.Is("::="); _at++)
        {
            if (Current.Kind == MibTokenKind.End || Current.Is("END"))
                throw new MibException(name.Line, $"the TRAP-TYPE '{name.Text}' has no number: '::= number' is missing.");
            if (Current.Is("ENTERPRISE"))
                enterprise = _tokens[_at + 1].Is("{") ? _tokens[_at + 2].Text : _tokens[_at + 1].Text;
        }

        _at++;
        var number = Number(Take(MibTokenKind.Number, $"the value of the TRAP-TYPE '{name.Text}' is a number"));
        if (enterprise is null)
            throw new MibException(name.Line, $"the TRAP-TYPE '{name.Text}' has no ENTERPRISE.");
        _definitions.Add(enterprise == "snmp"
            ? new MibDefinition(name.Text, "snmpTraps", [number + 1], IsNotification: true, name.Line)
            : new MibDefinition(name.Text, enterprise, [0, number], IsNotification: true, name.Line));
    }

    /// <summary><c>{ parent number name(number) … }</c>; a value in another form is of no interest.</summary>
    private void ReadPlace(MibToken name, bool isNotification)
    {
        if (!Current.Is("{"))
            throw new MibException(Current.Line, $"the value of '{name.Text}' must be '{{ parent number }}', not '{Current.Text}'.");
        _at++;
        string? parent = null;
        var arcs = new List<uint>();
        while (!Current.Is("}"))
        {
            var part = Current;
            _at++;
            switch (part.Kind)
            {
                case MibTokenKind.Number:
                    arcs.Add(Number(part));
                    break;
                case MibTokenKind.Word when Current.Is("("):
                    _at++;
                    arcs.Add(Number(Take(MibTokenKind.Number, $"'{part.Text}(' wants a number")));
                    Expect(")", $"after the number of '{part.Text}'");
                    break;
                case MibTokenKind.Word when parent is null && arcs.Count == 0:
                    parent = part.Text;
                    break;
                default:
                    throw new MibException(part.Line, $"'{part.Text}' has no place in the value of '{name.Text}', which must be '{{ parent number }}'.");
            }
        }

        _at++;
        if (parent is null && arcs.Count == 0)
            throw new MibException(name.Line, $"the value of '{name.Text}' is empty.");
        _definitions.Add(new MibDefinition(name.Text, parent, arcs, isNotification, name.Line));
    }

    private void SkipBraces()
    {
        while (!Current.Is("}") && Current.Kind != MibTokenKind.End)
            _at++;
        _at++;
    }

    private void SkipTo(string word)
    {
        var start = Current;
        while (!Current.Is(word))
        {
            if (Current.Kind == MibTokenKind.End)
                throw new MibException(start.Line, $"'{start.Text}' does not end: '{word}' is missing.");
            _at++;
        }

        _at++;
    }

    private MibToken Take(MibTokenKind kind, string why)
    {
        var token = Current;
        if (token.Kind != kind)
            throw new MibException(token.Line, $"{why}, not '{token.Text}'.");
        _at++;
        return token;
    }

    private void Expect(string text, string where)
    {
        if (!Current.Is(text))
            throw new MibException(Current.Line, $"'{text}' is expected {where}, not '{Current.Text}'.");
        _at++;
    }

    private static uint Number(MibToken token) => uint.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new MibException(token.Line, $"'{token.Text}' is no number of 32 bits.");
}
