using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Orchestrator.Core;

/// <summary>One version of a workflow that other workflows may use as an activity.</summary>
public sealed record UsableWorkflow
{
    /// <summary>Version id.</summary>
    public required string Id { get; init; }

    public required string DefinitionId { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required JsonObject Json { get; init; }

    public required IReadOnlyList<InputDefinition> Inputs { get; init; }

    public required IReadOnlyList<OutputDefinition> Outputs { get; init; }

    public required IReadOnlyList<string> Outcomes { get; init; }

    public string? Category { get; init; }

    /// <summary>Who saved the version; see <see cref="Orchestrator.Workflows.Expression.Author"/>.</summary>
    public string? Author { get; init; }

    /// <summary>The activity type: the workflow's name in Pascal case.</summary>
    public string TypeName => TypeNameOf(Name);

    /// <summary>Reads a definition; null when it may not be used as an activity.</summary>
    /// <param name="json">The definition.</param>
    /// <param name="author">Who saved it; null: it is not stored.</param>
    public static UsableWorkflow? Read(JsonObject json, string? author = null)
    {
        var options = SignatureReader.Options(json);
        if (!options.UsableAsActivity)
            return null;
        var definitionId = SignatureReader.Text(json, "definitionId") ?? "";
        return new UsableWorkflow
        {
            Id = SignatureReader.Text(json, "id") ?? "",
            DefinitionId = definitionId,
            Version = SignatureReader.Number(json, "version") ?? 1,
            Name = SignatureReader.Text(json, "name") ?? definitionId,
            Description = SignatureReader.Text(json, "description"),
            Json = json,
            Inputs = SignatureReader.Inputs(json),
            Outputs = SignatureReader.Outputs(json),
            Outcomes = SignatureReader.Outcomes(json),
            Category = options.ActivityCategory,
            Author = author,
        };
    }

    /// <summary>"Input Output Logging 3 - Child" becomes "InputOutputLogging3-Child": the letter after spaces or an underscore is raised and they go.</summary>
    public static string TypeNameOf(string workflowName)
    {
        var text = new StringBuilder(workflowName.Length);
        var raise = true;
        foreach (var letter in workflowName)
        {
            if (letter is ' ' or '_')
            {
                raise = true;
                continue;
            }

            text.Append(raise ? char.ToUpper(letter, CultureInfo.InvariantCulture) : letter);
            raise = false;
        }

        return text.ToString();
    }
}
