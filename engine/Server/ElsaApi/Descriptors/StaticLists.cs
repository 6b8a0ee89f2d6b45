using Orchestrator.Core;

namespace Orchestrator.Server.ElsaApi.Descriptors;

/// <summary>The lists that Studio fills its pickers with.</summary>
internal static class StaticLists
{
    public static readonly ElsaList<StrategyAnswer> Activation = new(
    [
        new("AlwaysStrategy", "Always", "Every start makes an instance."),
        new("SingletonStrategy", "Singleton", "No second instance of the definition while one is running."),
        new("CorrelationStrategy", "Correlation", "No second instance of any definition with the same correlation id while one is running."),
        new("CorrelatedSingletonStrategy", "Correlated singleton", "No second instance of the definition with the same correlation id while one is running."),
    ]);

    public static readonly ElsaList<StrategyAnswer> Incidents = new(
    [
        new("ContinueWithIncidentsStrategy", "Continue with incidents", "Other branches go on; the instance waits until somebody retries or cancels it."),
        new("FaultStrategy", "Fault", "The instance ends as faulted."),
    ]);

    public static readonly ElsaList<StrategyAnswer> LogPersistence = new(
    [
        new("Inherit", "Inherit", "As the activity, the workflow or the host says."),
        new("Include", "Include", "The values are kept in the journal."),
        new("Exclude", "Exclude", "The values are left out of the journal."),
    ]);

    public static readonly ElsaList<CommitStrategyAnswer> ActivityCommits = new(
    [
        new("Default", "Default", "At the end of every burst and around every effect."),
        new("EveryActivity", "After every activity", "As the default, and when an activity has completed."),
        new("EndOfBurst", "At the end of a burst", "When the instance waits or ends; an effect may happen again after a crash."),
    ]);

    public static readonly ElsaList<CommitStrategyAnswer> WorkflowCommits = new(
    [
        .. ActivityCommits.Items,
        new("None", "None", "An instance that finishes at once, without effects and messages, is not saved; others as at the end of a burst."),
    ]);

    public static readonly ElsaList<StorageDriverAnswer> StorageDrivers = new(
    [
        new("WorkflowInstance", "Workflow instance", 5, false),
        new("Memory", "Memory", 1, false),
    ]);

    public static readonly ElsaList<VariableTypeAnswer> Variables = new(
        [.. TypeAliases.Names.Select(name => new VariableTypeAnswer(name, name, name is "Object" or "ObjectDictionary" or "StringDictionary" or "ByteArray" ? "Dynamic" : "Primitives", null))]);

    public static readonly ElsaList<FeatureAnswer> Features = new(
        [new("RealTimeWorkflowUpdates", "Elsa", "Elsa.RealTimeWorkflowUpdates", "Real-time updates", "Viewers are told when an instance goes on.")]);

    public static readonly ElsaList<object> OutputConverters = new([]);

    /// <summary>The syntaxes that the engine evaluates, with those of further languages that somebody may use.</summary>
    public static ElsaList<ExpressionAnswer> Expressions(IEnumerable<IExpressionLanguage> languages, string user) => new(
    [
        .. OwnExpressions,
        .. languages.Where(language => language.IsOfferedTo(user)).OrderBy(language => language.Type, StringComparer.Ordinal)
            .Select(language => new ExpressionAnswer(language.Type, language.DisplayName, true, Editor(language.EditorLanguage))),
    ]);

    private static Dictionary<string, string> Editor(string? language) => language is null ? [] : new() { ["MonacoLanguage"] = language };

    private static readonly ExpressionAnswer[] OwnExpressions =
    [
        new("Literal", "Literal", false, new Dictionary<string, string>()),
        new("Object", "Object", false, new Dictionary<string, string> { ["MonacoLanguage"] = "json" }),
        new("JavaScript", "JavaScript", true, new Dictionary<string, string> { ["MonacoLanguage"] = "javascript" }),
        new("Liquid", "Liquid", true, new Dictionary<string, string> { ["MonacoLanguage"] = "liquid" }),
        new("Variable", "Variable", true, new Dictionary<string, string>()),
        new("Input", "Input", true, new Dictionary<string, string>()),
    ];
}
