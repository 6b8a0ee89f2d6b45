using System.Text;
using Microsoft.Extensions.Logging;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Messaging.Snmp.Mibs;

/// <summary>MIB files in <c>snmp/mibs</c> of the data folder, one module each. Files may also be put there by hand. Safe for concurrent use.</summary>
internal sealed partial class MibStore(DataFolder dataFolder, SnmpNameTable names, ILogger<MibStore> logger) : IDisposable
{
    private const int MaxProblems = 50;

    private readonly string _folder = Path.Combine(dataFolder.Path, "snmp", "mibs");
    private readonly SemaphoreSlim _lock = new(1, 1);
    private string _seen = "";
    private IReadOnlyList<MibAnswer> _answers = [];

    /// <summary>Reads the folder anew when something in it changed. A file that is no MIB is left out and logged.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        try
        {
            var files = Files();
            var seen = string.Join('\n', files.Select(file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
            if (seen == _seen)
                return;
            var modules = new List<MibModule>();
            foreach (var file in files)
            {
                try
                {
                    modules.AddRange(MibParser.Read(await File.ReadAllTextAsync(file.FullName, Encoding.Latin1, cancellationToken)));
                }
                catch (MibException exception)
                {
                    LogUnreadable(logger, file.FullName, exception.Message);
                }
            }

            Publish(modules);
            _seen = seen;
        }
        finally
        {
            _lock.Release();
        }
    }

    public async Task<IReadOnlyList<MibAnswer>> ListAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        return _answers;
    }

    /// <summary>Keeps the modules of a file and puts their names into force. Throws <see cref="MibException"/> for what is no MIB.</summary>
    public async Task<IReadOnlyList<MibAnswer>> ImportAsync(string source, CancellationToken cancellationToken)
    {
        var modules = MibParser.Read(source);
        if (modules.Count > 1)
            throw new MibException(1, $"the file holds {modules.Count} modules ({string.Join(", ", modules.Select(module => module.Name))}): import each as a file of its own.");
        Directory.CreateDirectory(_folder);
        DurableFile.Replace(PathOf(modules[0].Name), Encoding.Latin1.GetBytes(source));
        return [.. (await ListAsync(cancellationToken)).Where(answer => answer.Module == modules[0].Name)];
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>False when there is none.</summary>
    public async Task<bool> DeleteAsync(string module, CancellationToken cancellationToken)
    {
        if (!_answers.Any(answer => answer.Module == module) || !File.Exists(PathOf(module)))
            return false;
        File.Delete(PathOf(module));
        await RefreshAsync(cancellationToken);
        return true;
    }

    /// <summary>Names of modules are letters, digits, dashes, underscores (<see cref="MibLexer"/>): they cannot leave the folder.</summary>
    private string PathOf(string module) => Path.Combine(_folder, module + ".mib");

    private FileInfo[] Files() => Directory.Exists(_folder)
        ? [.. new DirectoryInfo(_folder).GetFiles().Where(file => file.Extension != ".new").OrderBy(file => file.Name, StringComparer.Ordinal)]
        : [];

    private void Publish(List<MibModule> modules)
    {
        var resolver = new MibResolver(modules);
        var nameByOid = new Dictionary<string, string>(StringComparer.Ordinal);
        var answers = new List<MibAnswer>();
        foreach (var module in modules)
        {
            var problems = new List<string>();
            foreach (var definition in module.Definitions)
            {
                if (resolver.Resolve(module.Name, definition, out var problem) is { } oid)
                    nameByOid.TryAdd(oid, definition.Name);
                else if (problems.Count < MaxProblems)
                    problems.Add(problem!);
            }

            var notifications = module.Definitions.Count(definition => definition.IsNotification);
            answers.Add(new MibAnswer { Module = module.Name, Objects = module.Definitions.Count - notifications, Notifications = notifications, Problems = problems });
        }

        names.Replace(nameByOid);
        _answers = answers;
    }
}
