using System.Collections;
using System.Text.Json.Nodes;
using Orchestrator.Core;

namespace Orchestrator.Server.ElsaApi.Descriptors;

/// <summary>Which of Studio's editors an input gets, and what that needs. Numbers stay numbers there: a text in their place ends Studio.</summary>
internal static class EditorHints
{
    private const int LargeEditor = 1;

    public static string HintOf(InputDescriptor input)
    {
        var type = Nullable.GetUnderlyingType(input.Type) ?? input.Type;
        return input.Metadata.UIHint switch
        {
            // Studio's dictionary editor stores an expression per key, which the engine does not evaluate; JSON is stored as it is.
            "dictionary" => "json-editor",
            { } hint => hint,
            null when type == typeof(bool) => "checkbox",
            null when type.IsEnum || input.Metadata.Options is { Length: > 0 } => "dropdown",
            null when type == typeof(DateTimeOffset) || type == typeof(DateTime) => "datetime-picker",
            null when IsMap(type) => "json-editor",
            null when IsListOfTexts(type) => "multitext",
            null when type != typeof(string) && type != typeof(byte[]) && typeof(IEnumerable).IsAssignableFrom(type) => "json-editor",
            null => "singleline",
        };
    }

    /// <summary>The value that Studio shows for an untouched input, in the form in which it would store it.</summary>
    public static object? DefaultOf(InputDescriptor input) => input.Metadata.DefaultValue switch
    {
        null => null,
        string text => text,
        bool flag => flag,
        Enum value => value.ToString(),
        { } value when value.GetType().IsPrimitive => value,
        TimeSpan value => value.ToString(),
        var value => value,
    };

    public static JsonObject SpecificationsOf(InputDescriptor input, string hint) => hint switch
    {
        "dropdown" => new JsonObject { ["dropdown"] = new JsonObject { ["selectList"] = Select(input, isSorted: false), ["providerName"] = null } },
        "radiolist" => new JsonObject { ["radiolist"] = new JsonObject { ["radioList"] = Choices(input, isChecked: false) } },
        "checklist" => new JsonObject { ["checklist"] = new JsonObject { ["checkList"] = Choices(input, isChecked: true) } },
        "code-editor" => new JsonObject
        {
            ["code-editor"] = new JsonObject { ["language"] = input.Metadata.DefaultSyntax == "CSharp" ? "csharp" : "javascript", ["editorHeight"] = LargeEditor, ["singleLineMode"] = false },
        },
        _ => [],
    };

    private static JsonObject Select(InputDescriptor input, bool isSorted) => new()
    {
        ["items"] = new JsonArray([.. Options(input).Select(option => (JsonNode)new JsonObject { ["text"] = option, ["value"] = option })]),
        ["isFlagsEnum"] = false,
        ["sortItems"] = isSorted,
    };

    private static JsonObject Choices(InputDescriptor input, bool isChecked) => new()
    {
        ["items"] = new JsonArray([.. Options(input).Select(option =>
        {
            var item = new JsonObject { ["text"] = option, ["value"] = option };
            if (isChecked)
                item["isChecked"] = false;
            return (JsonNode)item;
        })]),
        ["isFlagsEnum"] = false,
    };

    private static IEnumerable<string> Options(InputDescriptor input)
    {
        var type = Nullable.GetUnderlyingType(input.Type) ?? input.Type;
        return input.Metadata.Options ?? (type.IsEnum ? Enum.GetNames(type) : []);
    }

    private static bool IsMap(Type type) =>
        typeof(IDictionary).IsAssignableFrom(type) || Interfaces(type).Any(shape => shape.GetGenericTypeDefinition() is var open && (open == typeof(IDictionary<,>) || open == typeof(IReadOnlyDictionary<,>)));

    private static bool IsListOfTexts(Type type) =>
        type != typeof(string) && Interfaces(type).Any(shape => shape.GetGenericTypeDefinition() == typeof(IEnumerable<>) && shape.GetGenericArguments()[0] is { } element
            && (element == typeof(string) || element.IsPrimitive && element != typeof(byte) && element != typeof(char)));

    private static IEnumerable<Type> Interfaces(Type type) => type.GetInterfaces().Append(type).Where(shape => shape is { IsInterface: true, IsGenericType: true });
}
