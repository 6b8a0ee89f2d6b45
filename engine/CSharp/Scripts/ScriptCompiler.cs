using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CSharp.Surface;

namespace Orchestrator.CSharp.Scripts;

/// <summary>Compiles scripts, each into an assembly that is unloaded when nothing needs it any more. Safe for concurrent use.</summary>
internal sealed class ScriptCompiler
{
    private const int MostErrors = 20;

    /// <summary>Path of scripts in debug information.</summary>
    public const string Path = "script";

    private static readonly string[] Usings =
    [
        "System", "System.Collections.Generic", "System.Linq", "System.Text.Json", "System.Text.Json.Serialization", "System.Text.Json.Nodes", "System.Globalization", "System.Text",
        "System.Threading.Tasks",
    ];

    private static readonly EmitOptions Emitting = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    // Optimized code tells wrong lines, or none, of what it calls; scripts are short, and what they call is optimized all the same.
    private readonly CSharpCompilationOptions options = new(
        OutputKind.DynamicallyLinkedLibrary, usings: Usings, optimizationLevel: OptimizationLevel.Debug, concurrentBuild: false, assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);

    private readonly IReadOnlyList<MetadataReference> references = [.. ReferencedFiles().Select(file => MetadataReference.CreateFromFile(file))];

    /// <param name="text">The script.</param>
    /// <param name="members">Code that stands before it.</param>
    public CompiledScript Compile(ScriptText text, string members)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(Source(text, members), Encoding.UTF8), ScriptText.ParseOptions, Path);
        var compilation = CSharpCompilation.CreateScriptCompilation("script", tree, references, options, returnType: typeof(object), globalsType: typeof(ScriptGlobals));
        using var code = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(code, symbols, options: Emitting);
        if (!result.Success)
            return new CompiledScript(Fault(result.Diagnostics));
        var entry = compilation.GetEntryPoint(CancellationToken.None)!;
        code.Position = 0;
        symbols.Position = 0;
        return CompiledScript.Load(code, symbols, entry.ContainingType.MetadataName, entry.MetadataName);
    }

    /// <summary>Using directives come first, then the members, then the rest; every place in the script keeps its line and column.</summary>
    private static string Source(ScriptText text, string members)
    {
        if (members.Length == 0)
            return $"#line 1 \"{Path}\"\n{text.Whole}";
        var (line, column) = text.AfterUsings;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#line 1 \"{Path}\"\n{text.Whole.AsSpan(0, text.UsingsEnd)}\n#line hidden\n{members}\n#line {line + 1} \"{Path}\"\n{new string(' ', column)}{text.Whole.AsSpan(text.UsingsEnd)}");
    }

    private static string Fault(IEnumerable<Diagnostic> diagnostics) => "C# does not compile: " + string.Join("; ", diagnostics
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        .Take(MostErrors)
        .Select(error => (Error: error, At: error.Location.GetMappedLineSpan().StartLinePosition))
        .Select(e => string.Create(CultureInfo.InvariantCulture, $"({e.At.Line + 1},{e.At.Character + 1}): {e.Error.Id} {e.Error.GetMessage(CultureInfo.InvariantCulture)}")));

    /// <summary>What scripts can use: .NET, and the engine with what its types come from.</summary>
    private static IEnumerable<string> ReferencedFiles() => ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(file => IsReferenced(System.IO.Path.GetFileNameWithoutExtension(file)));

    private static bool IsReferenced(string name) =>
        name is "System" or "mscorlib" or "netstandard" or "Microsoft.CSharp" or "Orchestrator.Abstractions" or "Orchestrator.Core" or "Orchestrator.CSharp"
        || name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal);
}
