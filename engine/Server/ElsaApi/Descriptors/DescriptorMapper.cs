using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core;

namespace Orchestrator.Server.ElsaApi.Descriptors;

/// <summary>Describes activity types as Studio wants it.</summary>
internal static class DescriptorMapper
{
    public static ActivityDescriptorAnswer Of(ActivityDescriptor descriptor) => new()
    {
        TypeName = descriptor.TypeName,
        Namespace = descriptor.Namespace,
        Name = descriptor.Name,
        Version = descriptor.Version,
        Category = descriptor.Category,
        DisplayName = descriptor.DisplayName,
        Description = descriptor.Description ?? "",
        Kind = descriptor.Kind,
        IsBrowsable = descriptor.IsBrowsable,
        IsContainer = descriptor.IsContainer,
        IsStart = descriptor.IsStart,
        IsTerminal = descriptor.IsTerminal,
        Ports = [.. FlowPorts(descriptor), .. descriptor.Ports.Select(port => new PortAnswer(port.Name, port.DisplayName, "Embedded", port.IsBrowsable))],
        Inputs = [.. descriptor.Inputs.Select(Of), .. Cases(descriptor)],
        Outputs = [.. descriptor.Outputs.Select(Of)],
        CustomProperties = Properties(descriptor, _ => true),
        ConstructionProperties = Properties(descriptor, name => name != "RootType"),
    };

    /// <summary>Of a workflow that is used as an activity: which one it is. Studio puts the construction properties into each new activity.</summary>
    private static JsonObject Properties(ActivityDescriptor descriptor, Func<string, bool> which) =>
        new(descriptor.CustomProperties.Where(property => which(property.Key)).Select(property => KeyValuePair.Create(property.Key, JsonSerializer.SerializeToNode(property.Value))));

    public static InputAnswer Of(InputDescriptor input)
    {
        var hint = EditorHints.HintOf(input);
        return new InputAnswer(
            input.Name,
            input.Metadata.TypeName ?? TypeAliases.NameOf(input.Type),
            input.Metadata.DisplayName ?? Words(input.Name),
            input.Metadata.Description ?? "",
            input.Metadata.Order,
            input.Metadata.IsBrowsable,
            input.IsWrapped,
            input.Metadata.IsSensitive,
            input.Metadata.Category,
            EditorHints.DefaultOf(input),
            input.Metadata.DefaultSyntax,
            hint,
            EditorHints.SpecificationsOf(input, hint));
    }

    private static OutputAnswer Of(OutputDescriptor output) => new(
        output.Name, output.Metadata.TypeName ?? TypeAliases.NameOf(output.Type), output.Metadata.DisplayName ?? Words(output.Name), output.Metadata.Description ?? "", 0, output.Metadata.IsBrowsable);

    /// <summary>A lone Done needs no mention, and a terminal activity has no port: Studio knows both by itself.</summary>
    private static IEnumerable<PortAnswer> FlowPorts(ActivityDescriptor descriptor) =>
        descriptor.IsTerminal || descriptor.FlowPorts is ["Done"] ? [] : descriptor.FlowPorts.Select(port => new PortAnswer(port, port, "Flow", true));

    /// <summary>The cases of a switch are no property that a descriptor could hold: they have activities in them.</summary>
    private static IEnumerable<InputAnswer> Cases(ActivityDescriptor descriptor)
    {
        var hint = descriptor.TypeName switch { "Elsa.FlowSwitch" => "flow-switch-editor", "Elsa.Switch" => "switch-editor", _ => null };
        if (hint is not null && descriptor.Inputs.All(input => input.Name != "Cases"))
            yield return new InputAnswer("Cases", "Object", "Cases", "Label and condition of each case.", -1, true, false, false, null, null, "Literal", hint, []);
    }

    /// <summary>"maxAttempts" and "MaxAttempts" become "Max attempts".</summary>
    private static string Words(string name)
    {
        var text = string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) && !char.IsUpper(name[i - 1]) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }
}
