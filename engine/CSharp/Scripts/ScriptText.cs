using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orchestrator.CSharp.Scripts;

/// <summary>A script as it was written, and what is known of it without compiling it.</summary>
internal sealed record ScriptText
{
    internal static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    public required string Whole { get; init; }

    /// <summary>Where its using directives end; 0: it has none.</summary>
    public required int UsingsEnd { get; init; }

    /// <summary>Line, from 0, and column, from 0, of <see cref="UsingsEnd"/>.</summary>
    public required (int Line, int Column) AfterUsings { get; init; }

    /// <summary>Every name in it, in order.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>What is read of <c>Variable</c> or <c>Variables</c> by a member.</summary>
    public required IReadOnlySet<string> VariableMembers { get; init; }

    /// <summary>What is read of <c>Input</c> by a member.</summary>
    public required IReadOnlySet<string> InputMembers { get; init; }

    public static ScriptText Parse(string text)
    {
        var tree = CSharpSyntaxTree.ParseText(text, ParseOptions);
        var root = tree.GetCompilationUnitRoot();
        var end = root.Usings.Count > 0 ? root.Usings[^1].Span.End : 0;
        var place = tree.GetText().Lines.GetLinePosition(end);
        return new ScriptText
        {
            Whole = text,
            UsingsEnd = end,
            AfterUsings = (place.Line, place.Character),
            Names = [.. root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).Distinct().Order(StringComparer.Ordinal)],
            VariableMembers = MembersOf(root, "Variable", "Variables"),
            InputMembers = MembersOf(root, "Input"),
        };
    }

    private static HashSet<string> MembersOf(CompilationUnitSyntax root, params string[] owners) => root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        .Where(access => access.Expression is IdentifierNameSyntax owner && owners.Contains(owner.Identifier.ValueText) && access.Name is IdentifierNameSyntax)
        .Select(access => access.Name.Identifier.ValueText).ToHashSet(StringComparer.Ordinal);
}
