using System.CommandLine;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Completion;

/// <summary><c>orchestrator completion bash|zsh|fish</c>: scripts that ask the command itself what may come next.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # orchestrator completion bash: put it into ~/.bashrc as  eval "$(orchestrator completion bash)"
        _orchestrator() {
          local IFS=$'\n'
          COMPREPLY=($(orchestrator "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
        }
        complete -o default -F _orchestrator orchestrator
        """;

    private const string Zsh = """
        #compdef orchestrator
        # orchestrator completion zsh: put it into ~/.zshrc as  eval "$(orchestrator completion zsh)"
        _orchestrator() {
          local -a suggestions
          suggestions=("${(@f)$(orchestrator "[suggest:${#BUFFER}]" "${BUFFER}" 2>/dev/null)}")
          compadd -- "${suggestions[@]}" || _files
        }
        compdef _orchestrator orchestrator
        """;

    private const string Fish = """
        # orchestrator completion fish: put it into ~/.config/fish/config.fish as  orchestrator completion fish | source
        function __orchestrator_complete
          set -l line (commandline -cp)
          orchestrator "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
        end
        complete -c orchestrator -a '(__orchestrator_complete)'
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.CompletionSources.Add("bash", "zsh", "fish");
        var command = new Command("completion", "Prints a completion script.\n\nExample: eval \"$(orchestrator completion bash)\"") { shell };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                var other => throw new CliException($"There is no completion for '{other}': use bash, zsh or fish.", ExitCode.Usage),
            });
            return ExitCode.Ok;
        });
        return command;
    }
}
