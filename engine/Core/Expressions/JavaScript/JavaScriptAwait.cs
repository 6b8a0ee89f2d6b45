using Acornima;
using Acornima.Ast;

namespace Orchestrator.Core;

/// <summary>
/// Scripts with <c>await</c> outside of a function. JavaScript knows it in modules only, which have no value; such a script becomes the body of an async function, and what
/// would be its value is returned.
/// </summary>
internal sealed record JavaScriptAwait
{
    private const string Opening = "(async () => {\n";
    private const string Return = "return ";

    private static readonly ParserOptions Options = new() { AllowAwaitOutsideFunction = true, AllowReturnOutsideFunction = true, Tolerant = false };

    private readonly IReadOnlyList<Position> returns;

    private JavaScriptAwait(string script, IReadOnlyList<Position> returns)
    {
        Script = script;
        this.returns = returns;
    }

    /// <summary>The script as it is evaluated.</summary>
    public string Script { get; }

    /// <summary>The script as the body of an async function; null when it does not parse as one either.</summary>
    public static JavaScriptAwait? TryRead(string script)
    {
        if (!script.Contains("await", StringComparison.Ordinal))
            return null;
        try
        {
            var values = new List<Statement>();
            Values(new Parser(Options).ParseScript(script).Body, values);
            var body = script;
            foreach (var value in values.OrderByDescending(value => value.Start))
                body = body.Insert(value.Start, Return);
            return new JavaScriptAwait($"{Opening}{body}\n}})()", [.. values.Select(value => value.Location.Start)]);
        }
        catch (ParseErrorException)
        {
            return null;
        }
    }

    /// <summary>Where something is in the script as its author wrote it. Lines begin with 1, columns with 0.</summary>
    public (int Line, int Column) Place(int line, int column)
    {
        var shift = returns.Count(place => place.Line == line - 1 && column >= place.Column + Return.Length) * Return.Length;
        return (line - 1, column - shift);
    }

    /// <summary>The statements that a script may end with: what JavaScript gives as the value of a script.</summary>
    private static void Values(in NodeList<Statement> body, List<Statement> values)
    {
        if (body.Count > 0)
            Value(body[^1], values);
    }

    private static void Value(Statement statement, List<Statement> values)
    {
        switch (statement)
        {
            case ExpressionStatement:
                values.Add(statement);
                break;
            case BlockStatement block:
                Values(block.Body, values);
                break;
            case IfStatement choice:
                Value(choice.Consequent, values);
                if (choice.Alternate is { } otherwise)
                    Value(otherwise, values);
                break;
            case TryStatement attempt:
                Values(attempt.Block.Body, values);
                if (attempt.Handler is { } handler)
                    Values(handler.Body.Body, values);
                break;
        }
    }
}
