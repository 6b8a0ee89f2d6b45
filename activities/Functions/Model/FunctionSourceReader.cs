using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Orchestrator.Activities.Functions.Model;

/// <summary>Reads a function from a request's body and says everything that is wrong with it at once.</summary>
public static class FunctionSourceReader
{
    /// <summary>Largest source, in bytes of UTF-8.</summary>
    public const int MaxCodeBytes = 1024 * 1024;

    /// <summary>What the API shows instead of an environment variable's value; sent back, it means "as it was".</summary>
    public const string MaskedValue = "********";

    private const int MaxVariables = 100;
    private const int MaxVariableLength = 8192;

    /// <summary>Fields that the API shows and a client may send back unchanged.</summary>
    private static readonly HashSet<string> ShownFields =
    [
        "id", "url", "status", "version", "executor", "createdAt", "updatedAt", "instanceId", "error", "log", "image", "containerId", "buildLog",
        "statusReason", "lastCalledAt", "calls", "tenant", "pendingVersion",
    ];

    /// <summary>Reads a body.</summary>
    /// <param name="body">JSON text.</param>
    /// <param name="current">The version to change, whose fields stand for those that the body leaves out; null for a new function.</param>
    public static FunctionSourceResult Read(string body, FunctionSource? current)
    {
        var faults = new FunctionFaults();
        FunctionSource? source = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                source = ReadObject(document.RootElement, current, faults);
            else
                faults.Add("body", "must be a JSON object");
        }
        catch (JsonException exception)
        {
            faults.Add("body", $"is no JSON: line {exception.LineNumber + 1}, position {exception.BytePositionInLine + 1}");
        }

        return new(faults.Any ? null : source, faults.ToDictionary());
    }

    private static FunctionSource ReadObject(JsonElement body, FunctionSource? current, FunctionFaults faults)
    {
        foreach (var property in body.EnumerateObject())
        {
            if (property.Name is not ("name" or "runtime" or "route" or "code" or "trigger" or "limits" or "environment") && !ShownFields.Contains(property.Name))
                faults.Add(property.Name, "is no field of a function");
        }

        return new FunctionSource
        {
            Name = Name(body, current, faults),
            Runtime = Runtime(body, faults),
            Route = Route(body, current, faults),
            Code = Code(body, current, faults),
            Trigger = Trigger(body, current, faults),
            Limits = Limits(body, current?.Limits ?? new(), faults),
            Environment = Environment(body, current, faults),
        };
    }

    private static string Name(JsonElement body, FunctionSource? current, FunctionFaults faults)
    {
        var name = Text(body, "name", current?.Name, faults);
        if (name is null)
            return "";
        if (FunctionNames.FaultOfName(name) is { } fault)
            faults.Add("name", fault);
        else if (current is not null && name != current.Name)
            faults.Add("name", $"cannot be changed; it is '{current.Name}'");
        return name;
    }

    private static string Runtime(JsonElement body, FunctionFaults faults)
    {
        var runtime = Text(body, "runtime", "nodejs", faults) ?? "nodejs";
        if (runtime != "nodejs")
            faults.Add("runtime", $"'{runtime}' is unknown; the only one is 'nodejs'");
        return runtime;
    }

    private static string Route(JsonElement body, FunctionSource? current, FunctionFaults faults)
    {
        var route = Text(body, "route", current?.Route, faults)?.TrimStart('/');
        if (route is not null && FunctionNames.FaultOfRoute(route) is { } fault)
            faults.Add("route", fault);
        return route ?? "";
    }

    private static string Code(JsonElement body, FunctionSource? current, FunctionFaults faults)
    {
        var code = Text(body, "code", current?.Code, faults);
        if (code is not null && string.IsNullOrWhiteSpace(code))
            faults.Add("code", "must not be empty");
        else if (code is not null && Encoding.UTF8.GetByteCount(code) > MaxCodeBytes)
            faults.Add("code", $"has {Encoding.UTF8.GetByteCount(code).ToString(CultureInfo.InvariantCulture)} bytes; at most {MaxCodeBytes} are allowed");
        return code ?? "";
    }

    private static FunctionTrigger Trigger(JsonElement body, FunctionSource? current, FunctionFaults faults)
    {
        if (!Has(body, "trigger", out var element))
            return current?.Trigger ?? new();
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add("trigger", "must be an object such as {\"kind\": \"http\"}");
            return new();
        }

        var kind = Text(element, "kind", FunctionTrigger.Http, faults, "trigger.") ?? FunctionTrigger.Http;
        var type = Has(element, "event", out _) ? Text(element, "event", null, faults, "trigger.") : null;
        if (kind is not (FunctionTrigger.Http or FunctionTrigger.VcdEvent))
            faults.Add("trigger.kind", $"'{kind}' is unknown; use '{FunctionTrigger.Http}' or '{FunctionTrigger.VcdEvent}'");
        if (kind == FunctionTrigger.VcdEvent && string.IsNullOrWhiteSpace(type))
            faults.Add("trigger.event", "must name the type of the event, such as com/vmware/vcloud/event/vm/create");
        return new() { Kind = kind, Event = type };
    }

    private static FunctionLimits Limits(JsonElement body, FunctionLimits current, FunctionFaults faults)
    {
        if (!Has(body, "limits", out var element))
            return current;
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add("limits", "must be an object");
            return current;
        }

        foreach (var property in element.EnumerateObject().Where(p => p.Name is not ("memoryMb" or "timeoutSeconds" or "cpus" or "pids")))
            faults.Add($"limits.{property.Name}", "is no limit; there are memoryMb, timeoutSeconds, cpus and pids");
        return new FunctionLimits
        {
            MemoryMb = (int)Number(element, "memoryMb", current.MemoryMb, 16, 2048, whole: true, faults),
            TimeoutSeconds = (int)Number(element, "timeoutSeconds", current.TimeoutSeconds, 1, 300, whole: true, faults),
            Cpus = Number(element, "cpus", current.Cpus, 0.1, 16, whole: false, faults),
            Pids = (int)Number(element, "pids", current.Pids, 16, 1024, whole: true, faults),
        };
    }

    private static Dictionary<string, string> Environment(JsonElement body, FunctionSource? current, FunctionFaults faults)
    {
        var before = current?.Environment ?? new Dictionary<string, string>();
        if (!Has(body, "environment", out var element))
            return before.ToDictionary(p => p.Key, p => p.Value);
        var variables = new Dictionary<string, string>();
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add("environment", "must be an object of texts");
            return variables;
        }

        foreach (var property in element.EnumerateObject())
        {
            var field = $"environment.{property.Name}";
            if (FunctionNames.FaultOfVariable(property.Name) is { } fault)
                faults.Add(field, fault);
            else if (property.Value.ValueKind != JsonValueKind.String)
                faults.Add(field, "must be a text");
            else if (property.Value.GetString() is var text && (text!.Length > MaxVariableLength || text.Contains('\0', StringComparison.Ordinal)))
                faults.Add(field, $"must have at most {MaxVariableLength} characters and no NUL");
            else
                variables[property.Name] = text == MaskedValue && before.TryGetValue(property.Name, out var kept) ? kept : text;
        }

        if (variables.Count > MaxVariables)
            faults.Add("environment", $"has {variables.Count} variables; at most {MaxVariables} are allowed");
        return variables;
    }

    private static double Number(JsonElement element, string name, double current, double min, double max, bool whole, FunctionFaults faults)
    {
        if (!Has(element, name, out var value))
            return current;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= min && number <= max && (!whole || number == Math.Floor(number)))
            return number;
        faults.Add($"limits.{name}", string.Create(CultureInfo.InvariantCulture, $"must be a {(whole ? "whole " : "")}number from {min} to {max}"));
        return current;
    }

    private static string? Text(JsonElement body, string name, string? current, FunctionFaults faults, string prefix = "")
    {
        if (!Has(body, name, out var element))
        {
            if (current is null)
                faults.Add(prefix + name, "is missing");
            return current;
        }

        if (element.ValueKind == JsonValueKind.String)
            return element.GetString();
        faults.Add(prefix + name, "must be a text");
        return null;
    }

    private static bool Has(JsonElement body, string name, out JsonElement value) =>
        body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
