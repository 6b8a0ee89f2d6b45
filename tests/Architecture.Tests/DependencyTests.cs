using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Orchestrator.Tests.Architecture;

/// <summary>A dependency points down only.</summary>
public sealed class DependencyTests
{
    private const string Abstractions = "Orchestrator.Abstractions";
    private const string Core = "Orchestrator.Core";
    private const string Runtime = "Orchestrator.Runtime";

    /// <summary>What each assembly's code may use; the server may use all.</summary>
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        [Abstractions] = [],
        [Core] = [Abstractions],
        [Runtime] = [Abstractions, Core],
        ["Orchestrator.CSharp"] = [Abstractions, Core],
        ["Orchestrator.Testing"] = [Abstractions, Core, Runtime],
        ["Orchestrator.Persistence"] = [Abstractions, Core, Runtime],
        ["Orchestrator.Solutions"] = [],
        ["Orchestrator.Lab"] = [],

        // SendHttpRequest embeds activities, which the core reads.
        ["Orchestrator.Activities.Http"] = [Abstractions, Core, Runtime],
        ["Orchestrator.Activities.Messaging"] = [Abstractions, Runtime],
        ["Orchestrator.Activities.VCloud"] = [Abstractions, Runtime],
        ["Orchestrator.Activities.Vrops"] = [Abstractions, Runtime],
        ["Orchestrator.Activities.Functions"] = [Abstractions, Runtime],
        ["Orchestrator.Activities.Billing"] = [Abstractions, Runtime],

        // Autoscaling is what joins the two: it reads vROps alerts and changes vCloud Director.
        ["Orchestrator.Activities.Autoscaling"] = [Abstractions, Runtime, "Orchestrator.Activities.VCloud", "Orchestrator.Activities.Vrops"],
    };

    /// <summary>
    /// Types of the core that activities may see: the statuses that the runtime's store contracts hand out.
    /// </summary>
    private static readonly string[] s_open = ["WorkflowStatus", "WorkflowSubStatus"];

    public static TheoryData<string> Assemblies => [.. s_allowed.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_uses_only_what_lies_below_it(string name)
    {
        var used = Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(reference => reference.StartsWith("Orchestrator", StringComparison.OrdinalIgnoreCase))
            .Where(reference => reference != Core || TypesUsed(name, Core).Except(s_open).Any());

        var forbidden = used.Except(s_allowed[name]).Order().ToList();

        Assert.True(forbidden.Count == 0, $"{name} must not use {string.Join(", ", forbidden)}.");
    }

    [Fact]
    public void Every_assembly_of_the_product_has_its_rule()
    {
        var built = Directory.GetFiles(AppContext.BaseDirectory, "Orchestrator.*.dll").Select(file => Path.GetFileNameWithoutExtension(file)!);

        Assert.Equal(s_allowed.Keys.Order(StringComparer.Ordinal), built.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_drivers_of_an_area_know_its_heavy_libraries()
    {
        var owners = new Dictionary<string, string[]>
        {
            ["Npgsql"] = ["Orchestrator.Persistence"],
            ["Microsoft.Data.Sqlite"] = ["Orchestrator.Persistence"],
            ["RabbitMQ.Client"] = ["Orchestrator.Activities.Messaging", "Orchestrator.Lab"],
            ["MQTTnet"] = ["Orchestrator.Activities.Messaging", "Orchestrator.Lab"],
            ["Docker.DotNet"] = ["Orchestrator.Activities.Functions"],
            ["Microsoft.CodeAnalysis.CSharp"] = ["Orchestrator.CSharp"],
        };

        foreach (var (library, owner) in owners)
        {
            var users = s_allowed.Keys.Where(name => Assembly.Load(name).GetReferencedAssemblies().Any(reference => reference.Name == library));
            Assert.Empty(users.Except(owner));
        }
    }

    /// <summary>Names of the types of another assembly that an assembly's code mentions.</summary>
    private static List<string> TypesUsed(string name, string other)
    {
        using var image = new PEReader(File.OpenRead(Assembly.Load(name).Location));
        var metadata = image.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference
                && metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == other)
            .Select(type => metadata.GetString(type.Name))];
    }
}
