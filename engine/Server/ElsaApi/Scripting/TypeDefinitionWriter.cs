using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Server.ElsaApi.Definitions;

namespace Orchestrator.Server.ElsaApi.Scripting;

/// <summary>Declares to TypeScript what a script of a definition may use, so that Studio's editor completes it.</summary>
internal sealed class TypeDefinitionWriter(IActivityRegistry registry)
{
    private const string Library = """
        interface ClrTime extends Date {
          readonly Year: number; readonly Month: number; readonly Day: number; readonly DayOfWeek: number; readonly DayOfYear: number;
          readonly Hour: number; readonly Minute: number; readonly Second: number; readonly Millisecond: number; readonly Date: ClrTime; readonly TimeOfDay: ClrTimeSpan;
          AddYears(n: number): ClrTime; AddMonths(n: number): ClrTime; AddDays(n: number): ClrTime; AddHours(n: number): ClrTime; AddMinutes(n: number): ClrTime; AddSeconds(n: number): ClrTime;
          Add(span: ClrTimeSpan): ClrTime; Subtract(other: any): any; ToString(format?: string): string;
        }
        interface ClrTimeSpan {
          readonly Days: number; readonly Hours: number; readonly Minutes: number; readonly Seconds: number;
          readonly TotalDays: number; readonly TotalHours: number; readonly TotalMinutes: number; readonly TotalSeconds: number; readonly TotalMilliseconds: number;
          Add(other: ClrTimeSpan): ClrTimeSpan; Subtract(other: ClrTimeSpan): ClrTimeSpan; ToString(format?: string): string;
        }
        interface ClrTimeType { new (...parts: any[]): ClrTime; readonly Now: ClrTime; readonly UtcNow: ClrTime; Parse(text: string): ClrTime; }
        declare const DateTime: ClrTimeType & { readonly Today: ClrTime; IsLeapYear(year: number): boolean; DaysInMonth(year: number, month: number): number };
        declare const DateTimeOffset: ClrTimeType;
        declare const TimeSpan: { new (...parts: number[]): ClrTimeSpan; readonly Zero: ClrTimeSpan; Parse(text: string): ClrTimeSpan; FromDays(n: number): ClrTimeSpan; FromHours(n: number): ClrTimeSpan; FromMinutes(n: number): ClrTimeSpan; FromSeconds(n: number): ClrTimeSpan; FromMilliseconds(n: number): ClrTimeSpan };
        declare function getVariable(name: string): any;
        declare function setVariable(name: string, value: any): void;
        declare function getInput(name: string): any;
        declare function getOutputFrom(activityIdOrName: string, output?: string): any;
        declare function getLastResult(): any;
        declare function getWorkflowDefinitionId(): string;
        declare function getWorkflowDefinitionVersionId(): string;
        declare function getWorkflowDefinitionVersion(): number;
        declare function getWorkflowInstanceId(): string;
        declare function getCorrelationId(): string | null;
        declare function setCorrelationId(value: string | null): void;
        declare function getWorkflowInstanceName(): string | null;
        declare function setWorkflowInstanceName(value: string | null): void;
        declare function isNullOrWhiteSpace(value: string | null): boolean;
        declare function isNullOrEmpty(value: string | null): boolean;
        declare function toJson(value: any): string;
        declare function parseGuid(value: string): string;
        declare function newGuid(): string;
        declare function newGuidString(): string;
        declare function newShortGuid(): string;

        """;

    private const string ScriptLibrary = """
        declare function setOutcome(name: string): void;
        declare function setOutcomes(names: string[]): void;

        """;

    /// <param name="definition">The definition's JSON.</param>
    /// <param name="activityType">Type of the activity whose script it is.</param>
    public string Write(JsonObject definition, string? activityType)
    {
        var text = new StringBuilder(Library);
        if (activityType == "Elsa.RunJavaScript")
            text.Append(ScriptLibrary);
        var activities = definition["root"] is JsonObject root ? ActivityTree.All(root).ToList() : [];
        var variables = Objects(definition["variables"]).Concat(activities.SelectMany(activity => Objects(activity["variables"])))
            .Select(variable => (Name: variable["name"]?.ToString() ?? "", Type: TypeOf(variable["typeName"], variable["isArray"])))
            .Where(variable => IsIdentifier(variable.Name)).DistinctBy(variable => variable.Name).ToList();
        text.Append("declare const variables: { ").AppendJoin(' ', variables.Select(variable => $"{variable.Name}: {variable.Type};")).Append(" };\n");
        foreach (var (name, type) in variables)
            text.Append($"declare function get{Pascal(name)}(): {type};\ndeclare function set{Pascal(name)}(value: {type}): void;\n");
        var taken = variables.Select(variable => Pascal(variable.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var input in Objects(definition["inputs"]))
        {
            if (input["name"]?.ToString() is { } name && IsIdentifier(name) && taken.Add(Pascal(name)))
                text.Append($"declare function get{Pascal(name)}(): {TypeOf(input["type"], input["isArray"])};\n");
        }

        foreach (var activity in activities)
        {
            if (activity["name"]?.ToString() is not { } name || !IsIdentifier(name) || registry.Find(ActivityTree.TypeOf(activity) ?? "") is not { } descriptor)
                continue;
            foreach (var output in descriptor.Outputs)
                text.Append($"declare function get{output.Name}From{Pascal(name)}(): any;\n");
        }

        return text.ToString();
    }

    private static string TypeOf(JsonNode? type, JsonNode? isArray)
    {
        var element = (type?.ToString() ?? "") switch
        {
            "String" or "Guid" or "Uri" => "string",
            "DateTime" or "DateTimeOffset" => "ClrTime",
            "TimeSpan" => "ClrTimeSpan",
            "Boolean" => "boolean",
            "Int16" or "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" => "number",
            _ => "any",
        };
        return isArray?.ToString() is "true" or "True" ? $"{element}[]" : element;
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '$');

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();
}
