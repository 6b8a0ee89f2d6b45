using System.CommandLine;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Workflows;

/// <summary>The files that a command was given.</summary>
internal static class DefinitionFiles
{
    public static Argument<string[]> Argument() => new("file") { Description = "JSON files, zips or folders of JSON files.", Arity = ArgumentArity.OneOrMore };

    /// <summary>Files in the order given; of a folder, its JSON files in alphabetical order.</summary>
    public static IReadOnlyList<string> Expand(IEnumerable<string> given)
    {
        var files = new List<string>();
        foreach (var path in given)
        {
            if (Directory.Exists(path))
                files.AddRange(Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal));
            else if (File.Exists(path))
                files.Add(path);
            else
                throw new CliException($"There is no file '{path}'.", ExitCode.Usage);
        }

        return files.Count > 0 ? files : throw new CliException("The folder holds no JSON file.", ExitCode.Usage);
    }
}
