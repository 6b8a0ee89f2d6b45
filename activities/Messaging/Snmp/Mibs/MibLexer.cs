namespace Orchestrator.Activities.Messaging.Snmp.Mibs;

/// <summary>Cuts a MIB file into tokens (RFC 2578 3, X.680 11). Tolerant of underscores in names and of any character in comments and texts.</summary>
internal static class MibLexer
{
    /// <summary>Throws <see cref="MibException"/> for a text that does not end.</summary>
    public static List<MibToken> Read(string source)
    {
        var tokens = new List<MibToken>();
        var line = 1;
        var at = 0;
        while (at < source.Length)
        {
            var c = source[at];
            if (c == '\n')
            {
                line++;
                at++;
            }
            else if (char.IsWhiteSpace(c) || c is '\0' or '\uFEFF')
            {
                at++;
            }
            else if (source.AsSpan(at).StartsWith("--"))
            {
                at = EndOfComment(source, at + 2);
            }
            else if (c == '"')
            {
                at = ReadText(source, at, tokens, ref line);
            }
            else if (char.IsAsciiLetterOrDigit(c))
            {
                var end = at + 1;
                while (end < source.Length && (char.IsAsciiLetterOrDigit(source[end]) || source[end] is '_' or '-') && !source.AsSpan(end).StartsWith("--"))
                    end++;
                var word = source[at..end];
                tokens.Add(new MibToken(word.All(char.IsAsciiDigit) ? MibTokenKind.Number : MibTokenKind.Word, word, line));
                at = end;
            }
            else
            {
                var length = source.AsSpan(at).StartsWith("::=") ? 3 : source.AsSpan(at).StartsWith("..") ? 2 : 1;
                tokens.Add(new MibToken(MibTokenKind.Punctuation, source.Substring(at, length), line));
                at += length;
            }
        }

        tokens.Add(new MibToken(MibTokenKind.End, "the end of the file", line));
        return tokens;
    }

    /// <summary>A comment ends at the line's end or, by X.680, at the next two dashes; real files draw lines of dashes, so only the line's end counts.</summary>
    private static int EndOfComment(string source, int at)
    {
        var end = source.IndexOf('\n', at);
        return end < 0 ? source.Length : end;
    }

    private static int ReadText(string source, int at, List<MibToken> tokens, ref int line)
    {
        var end = source.IndexOf('"', at + 1);
        if (end < 0)
            throw new MibException(line, "the text that begins here does not end: a quotation mark is missing.");
        var text = source[(at + 1)..end];
        tokens.Add(new MibToken(MibTokenKind.Text, text, line));
        line += text.Count(c => c == '\n');
        return end + 1;
    }
}
