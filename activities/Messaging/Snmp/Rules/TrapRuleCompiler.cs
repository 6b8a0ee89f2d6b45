using System.Text;
using System.Text.RegularExpressions;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Names;

namespace Orchestrator.Activities.Messaging.Snmp.Rules;

/// <summary>Checks rules, tells all faults at once, and compiles those without.</summary>
internal static partial class TrapRuleCompiler
{
    private const int MaxItems = 100;

    /// <summary>Null with faults, by the path of the field.</summary>
    public static CompiledRule? Compile(TrapRule rule, SnmpNameTable names, IDictionary<string, string[]> faults)
    {
        var found = new Faults(faults);
        found.Check(IdPattern().IsMatch(rule.Id), "id", "Must be 1 to 100 letters, digits, dots, dashes or underscores, beginning with a letter or digit.");
        found.Check(rule.Name.Length <= 200, "name", "Has more than 200 characters.");
        found.Check(rule.Order is >= 0 and <= 1_000_000, "order", "Must be from 0 to 1,000,000.");
        var match = rule.Match;
        var prefixes = found.Each(match.OidPrefixes, "match.oidPrefixes", Oid);
        var sources = found.Each(match.Sources, "match.sources", TrapSources.Parse);
        var users = found.Each(match.Users, "match.users", user => user.Length > 0 ? Encoding.UTF8.GetBytes(user) : throw new FormatException("Is empty."));
        var versions = found.Each(match.Versions, "match.versions", Version);
        var conditions = found.Each(match.Variables, "match.variables", condition => Condition(condition, names));
        var collapse = rule.Then.Collapse ?? new TrapRuleCollapse();
        var by = found.Each(collapse.By, "then.collapse.by", variable => variable).SelectMany((variable, i) => found.Try($"then.collapse.by[{i}]", () => Objects(variable, names)) ?? []).ToArray();
        var clears = found.Each(collapse.ClearOids, "then.collapse.clearOids", Oid);
        found.Check(collapse.Seconds is >= 0 and <= 86_400, "then.collapse.seconds", "Must be from 0 to 86,400.");
        found.Check(Enum.IsDefined(rule.Then.Priority), "then.priority", "Must be low, normal or high.");
        if (rule.Then.Start is { } start)
            found.Check(!string.IsNullOrWhiteSpace(start.DefinitionId), "then.start.definitionId", "Is required.");
        if (rule.Then.Drop)
            found.Check(rule.Then is { Start: null, Event: null, Collapse: null }, "then.drop", "A rule that drops can do nothing else: leave out start, event and collapse.");
        else
            found.Check(rule.Then.Deliver || rule.Then.Start is not null || !string.IsNullOrWhiteSpace(rule.Then.Event), "then.deliver", "The rule would do nothing: give start or event, deliver, or drop.");
        return found.Any ? null : new CompiledRule(rule, new CompiledRule.CompiledMatch(prefixes, sources, users, versions, conditions), by, clears);
    }

    private static byte[] Oid(string text) => OidCodec.ParseOrThrow(text.Trim());

    private static SnmpVersion Version(string text) => text switch
    {
        "1" => SnmpVersion.V1,
        "2c" => SnmpVersion.V2c,
        "3" => SnmpVersion.V3,
        _ => throw new FormatException($"'{text}' is no version; use 1, 2c or 3."),
    };

    private static byte[][] Objects(string variable, SnmpNameTable names)
    {
        if (OidCodec.Parse(variable.Trim()) is { } oid)
            return [oid];
        var found = names.Objects(variable.Trim());
        return found.Count > 0
            ? [.. found.Select(OidCodec.ParseOrThrow)]
            : throw new FormatException($"'{variable}' is neither an OID nor the name of a known object; import the MIB that defines it, or write the OID.");
    }

    private static CompiledRule.CompiledCondition Condition(TrapRuleCondition condition, SnmpNameTable names)
    {
        if ((condition.EqualTo is null ? 0 : 1) + (condition.StartsWith is null ? 0 : 1) + (condition.Pattern is null ? 0 : 1) != 1)
            throw new FormatException("Give exactly one of equalTo, startsWith, pattern.");
        Regex? pattern = null;
        try
        {
            if (condition.Pattern is not null)
                pattern = new Regex(condition.Pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The pattern is no regular expression that can be used here: {exception.Message}", exception);
        }

        return new CompiledRule.CompiledCondition(Objects(condition.Variable, names), condition.EqualTo, condition.StartsWith, pattern);
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
    private static partial Regex IdPattern();

    private sealed class Faults(IDictionary<string, string[]> faults)
    {
        public bool Any => faults.Count > 0;

        public void Check(bool holds, string field, string fault)
        {
            if (!holds)
                faults[field] = [.. faults.TryGetValue(field, out var earlier) ? earlier : [], fault];
        }

        public T[] Each<TItem, T>(IReadOnlyList<TItem> items, string field, Func<TItem, T> parse)
        {
            Check(items.Count <= MaxItems, field, $"Has more than {MaxItems} entries.");
            var parsed = new List<T>();
            for (var i = 0; i < items.Count; i++)
            {
                try
                {
                    parsed.Add(items[i] is { } item ? parse(item) : throw new FormatException("Is null."));
                }
                catch (FormatException exception)
                {
                    Check(false, $"{field}[{i}]", exception.Message);
                }
            }

            return [.. parsed];
        }

        public T? Try<T>(string field, Func<T> parse) where T : class
        {
            try
            {
                return parse();
            }
            catch (FormatException exception)
            {
                Check(false, field, exception.Message);
                return null;
            }
        }
    }
}
