namespace Orchestrator.Activities.Vrops;

/// <summary>Names of what an autoscale rule has in vROps. The key of a rule is its name, made unique over all tenants.</summary>
public static class ScalingNames
{
    public static string Group(string ruleKey) => $"autoscale {ruleKey}";

    public static string AlertOut(string ruleKey) => $"AS scale out {ruleKey}";

    public static string AlertIn(string ruleKey) => $"AS scale in {ruleKey}";

    public static string AlertOutDescription(string ruleKey) => $"scale-out:{ruleKey}";

    public static string AlertInDescription(string ruleKey) => $"scale-in:{ruleKey}";

    public static string Symptom(string kind, string ruleKey) => $"AS {kind} {ruleKey}";
}
