using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Core;
using Orchestrator.CSharp.Surface;

namespace Orchestrator.CSharp.Scripts;

/// <summary>
/// The typed members <c>Variable.Name</c> and <c>Input.Name</c>: code that stands before a script. Types are those that the definition declares around the activity; what it does
/// not declare, such as the variables of loops, is dynamic.
/// </summary>
internal static class ScriptMembers
{
    private static readonly HashSet<string> Taken =
        [.. new[] { typeof(ScriptVariables), typeof(ScriptInputs) }.SelectMany(type => type.GetMembers()).Concat(typeof(object).GetMembers()).Select(member => member.Name), "MemberwiseClone", "Finalize", "Read"];

    /// <summary>The code for a script where it stands; empty when it reads no such member.</summary>
    public static string Of(ScriptText text, ActivityNode? node)
    {
        var code = new StringBuilder();
        if (Properties(text, text.VariableMembers, name => node is null ? null : ScopeSignature.FindVariable(node, name) is { } v ? (v.TypeName, v.IsArray) : null, isWritable: true) is { Length: > 0 } variables)
        {
            code.Append("sealed class TypedVariables__(").Append(NameOf<ScriptVariables>()).Append(" all) : ").Append(NameOf<ScriptVariables>()).Append("(all) { ").Append(variables)
                .Append("} readonly TypedVariables__ Variable = new(AllVariables); TypedVariables__ Variables => Variable; ");
        }

        if (Properties(text, text.InputMembers, name => node is null ? null : ScopeSignature.FindInput(node, name) is { } i ? (i.TypeName, i.IsArray) : null, isWritable: false) is { Length: > 0 } inputs)
        {
            code.Append("sealed class TypedInputs__(").Append(NameOf<ScriptInputs>()).Append(" all) : ").Append(NameOf<ScriptInputs>()).Append("(all) { ").Append(inputs)
                .Append("} readonly TypedInputs__ Input = new(AllInputs); ");
        }

        return code.ToString();
    }

    private static string Properties(ScriptText text, IReadOnlySet<string> members, Func<string, (string? TypeName, bool IsArray)?> declared, bool isWritable)
    {
        var code = new StringBuilder();
        var mentions = isWritable ? text.Names.Contains("Variable") || text.Names.Contains("Variables") : text.Names.Contains("Input");
        if (!mentions)
            return "";
        foreach (var name in text.Names.Where(name => !Taken.Contains(name)))
        {
            var known = declared(name);
            if (known is null && !members.Contains(name))
                continue;
            var type = known is var (typeName, isArray) ? TypeNames.Of(TypeAliases.Resolve(typeName, isArray)) : "dynamic";
            var literal = SymbolDisplay.FormatLiteral(name, quote: true);
            code.Append("public ").Append(type).Append(" @").Append(name).Append(" { get => Read<").Append(type).Append(">(").Append(literal).Append("); ");
            if (isWritable)
                code.Append("set => Set(").Append(literal).Append(", value); ");
            code.Append("} ");
        }

        return code.ToString();
    }

    private static string NameOf<T>() => $"global::{typeof(T).FullName}";
}
