using System.Globalization;
using System.Text;
using Orchestrator.Core;
using Orchestrator.Server.ElsaApi.Descriptors;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Docs.Activities;

/// <summary>The reference pages of the activities, made from their descriptors and documentation comments.</summary>
internal sealed class ActivityReference
{
    private readonly XmlDocs _docs;

    public ActivityReference(IActivityRegistry registry)
    {
        Activities = [.. registry.All.OrderBy(a => a.Category, StringComparer.Ordinal).ThenBy(a => a.TypeName, StringComparer.Ordinal).ThenBy(a => a.Version)];
        _docs = new XmlDocs(Activities.Select(a => TypeOf(a).Assembly));
    }

    public IReadOnlyList<ActivityDescriptor> Activities { get; }

    public static Type TypeOf(ActivityDescriptor activity) => activity.Create().GetType();

    /// <summary>The summary of the class; empty without one.</summary>
    public string SummaryOf(ActivityDescriptor activity) => _docs.Of(TypeOf(activity)).Summary;

    /// <summary>All pages by file name, with <c>README.md</c> as their list.</summary>
    public IReadOnlyDictionary<string, string> Pages()
    {
        var pages = Activities.ToDictionary(FileOf, Page, StringComparer.Ordinal);
        pages["README.md"] = List();
        return pages;
    }

    /// <summary>Writes the pages that have changed and deletes those of activities that are gone; gives how many files it touched.</summary>
    public int Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var pages = Pages();
        var touched = 0;
        foreach (var gone in Directory.GetFiles(folder, "*.md").Where(file => !pages.ContainsKey(Path.GetFileName(file))))
        {
            File.Delete(gone);
            touched++;
        }

        foreach (var (name, text) in pages)
        {
            var file = Path.Combine(folder, name);
            if (File.Exists(file) && File.ReadAllText(file) == text)
                continue;
            File.WriteAllText(file, text);
            touched++;
        }

        return touched;
    }

    private static string FileOf(ActivityDescriptor activity) =>
        activity.Version == 1 ? $"{activity.TypeName}.md" : string.Create(CultureInfo.InvariantCulture, $"{activity.TypeName}.v{activity.Version}.md");

    private string List()
    {
        var text = new StringBuilder("# Activities\n\nMade from the code by `orchestrator docs activities --out docs/reference/activities`.\n");
        foreach (var category in Activities.GroupBy(a => a.Category))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {category.Key}\n| activity | type | what it does |\n|---|---|---|\n");
            foreach (var activity in category)
                text.Append(CultureInfo.InvariantCulture, $"| [{activity.DisplayName}]({FileOf(activity)}) | `{activity.TypeName}` | {Cell(activity.Description)} |\n");
        }

        return text.ToString();
    }

    private string Page(ActivityDescriptor activity)
    {
        var type = TypeOf(activity);
        var (summary, remarks) = _docs.Of(type);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {activity.DisplayName}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"`{activity.TypeName}` version {activity.Version} – {activity.Category}, {activity.Kind}{(activity.IsBrowsable ? "" : ", not in the toolbox")}\n\n");
        text.Append(activity.Description).Append("\n\n");
        if (summary.Length > 0 && summary != activity.Description)
            text.Append(summary).Append("\n\n");
        Table(text, "Inputs", "| input | type | editor | default | description |\n|---|---|---|---|---|\n", activity.Inputs.OrderBy(i => i.Metadata.Order).Select(Row));
        Table(text, "Outputs", "| output | type | description |\n|---|---|---|\n", activity.Outputs.Select(o =>
            $"| `{o.JsonName}` | {o.Metadata.TypeName ?? TypeAliases.NameOf(o.Type)} | {Cell(o.Metadata.Description)}{(o.Metadata.IsSensitive ? " Secret." : "")} |"));
        Ports(text, activity);
        text.Append("## Failure\n\n").Append(Failure(type));
        if (remarks.Length > 0)
            text.Append("\n\n## Behaviour\n\n").Append(remarks);
        return text.Append('\n').ToString();
    }

    private static void Table(StringBuilder text, string title, string head, IEnumerable<string> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n{head}");
        foreach (var row in all)
            text.Append(row).Append('\n');
        text.Append('\n');
    }

    private static string Row(InputDescriptor input)
    {
        var type = Nullable.GetUnderlyingType(input.Type) ?? input.Type;
        var options = input.Metadata.Options ?? (type.IsEnum ? Enum.GetNames(type) : []);
        var choices = options.Length > 0 ? $" One of {string.Join(", ", options)}." : "";
        var secret = input.Metadata.IsSensitive ? " Secret." : "";
        return $"| `{input.JsonName}` | {input.Metadata.TypeName ?? TypeAliases.NameOf(input.Type)} | {EditorHints.HintOf(input)} | {Default(input.Metadata.DefaultValue)} | {Cell(input.Metadata.Description)}{choices}{secret} |";
    }

    private static void Ports(StringBuilder text, ActivityDescriptor activity)
    {
        var outcomes = activity.IsTerminal ? "none: it ends its container" : string.Join(", ", activity.FlowPorts.Select(p => $"`{p}`"));
        text.Append("## Ports\n\n");
        if (activity.Ports.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"Embedded: {string.Join(", ", activity.Ports.Select(p => $"`{p.JsonName}`"))}.\n\n");
        if (activity.IsContainer)
            text.Append("Children: `activities`, with `variables` of their own.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Outcomes: {outcomes}.\n\n");
    }

    private static string Failure(Type type)
    {
        var text = new StringBuilder(typeof(IHandlesFaults).IsAssignableFrom(type)
            ? "It is asked when an activity below it faults, before there is an incident; see [scopes](../scopes.md)."
            : "A fault is an incident that can be retried, unless a [scope](../scopes.md) around the activity handles it.");
        if (typeof(RemoteActivity).IsAssignableFrom(type))
            text.Append(" Transient failures of the other system are tried again after 1, 2, 4 … 30 s for as long as `patienceSeconds`; any other failure is a fault, or outcome `Failed` where `onFailure` is `Continue`.");
        if (typeof(ICompensable).IsAssignableFrom(type))
            text.Append(" Inside of a Compensation its finished effects are undone when the scope fails.");
        if (typeof(ICancelable).IsAssignableFrom(type))
            text.Append(" When it is cancelled it lets go of what it holds.");
        return text.ToString();
    }

    private static string Default(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "`true`" : "`false`",
        _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };

    private static string Cell(string? text) => (text ?? "").Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
