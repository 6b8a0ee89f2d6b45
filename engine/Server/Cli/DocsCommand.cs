using System.CommandLine;
using System.Globalization;
using Orchestrator.Server.Docs.Activities;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli;

/// <summary>The command <c>orchestrator docs</c>.</summary>
internal static class DocsCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "Folder for the pages.", Required = true, HelpName = "DIR" };
        var activities = new Command("activities", "Writes a reference page for each activity.") { output };
        activities.SetAction(async (parsed, _) =>
        {
            var reference = new ActivityReference(BuiltInActivities.Registry());
            var touched = reference.Write(parsed.GetValue(output)!);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{reference.Activities.Count} activities, {touched} files changed"));
            return ExitCode.Ok;
        });
        return new Command("docs", "Writes documentation that is made from the program itself.") { activities };
    }
}
