using System.Text.Json;

namespace Orchestrator.Workflows;

/// <summary>For activities that undo what they did.</summary>
public static class CompensationExtensions
{
    /// <summary>Property that keeps the receipts of the execution to undo.</summary>
    public const string ReceiptsProperty = "Receipts";

    /// <summary>The receipt of a finished effect of the execution to undo; the type's default when it did not happen.</summary>
    public static T? GetReceipt<T>(this ActivityExecutionContext context, string effectName) =>
        context.GetProperty<Dictionary<string, string>>(ReceiptsProperty) is { } receipts && receipts.TryGetValue(effectName, out var json)
            ? JsonSerializer.Deserialize<T>(json, PlainJson.Options)
            : default;

    /// <summary>Whether an effect of the execution to undo happened.</summary>
    public static bool HasReceipt(this ActivityExecutionContext context, string effectName) =>
        context.GetProperty<Dictionary<string, string>>(ReceiptsProperty)?.ContainsKey(effectName) == true;
}
