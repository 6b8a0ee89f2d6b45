using System.Globalization;

namespace Orchestrator.Activities.Messaging.Snmp.Mibs;

/// <summary>Finds the identifiers of definitions that stand below one another, across modules in any order.</summary>
internal sealed class MibResolver
{
    /// <summary>Deeper than any identifier may be (RFC 2578 3.5: 128 arcs).</summary>
    private const int MaxDepth = 128;

    private static readonly Dictionary<string, string> Roots = new(StringComparer.Ordinal)
    {
        ["ccitt"] = "0",
        ["iso"] = "1",
        ["joint-iso-ccitt"] = "2",
        ["org"] = "1.3",
        ["dod"] = "1.3.6",
        ["internet"] = "1.3.6.1",
        ["directory"] = "1.3.6.1.1",
        ["mgmt"] = "1.3.6.1.2",
        ["mib-2"] = "1.3.6.1.2.1",
        ["system"] = "1.3.6.1.2.1.1",
        ["interfaces"] = "1.3.6.1.2.1.2",
        ["ifTable"] = "1.3.6.1.2.1.2.2",
        ["ifEntry"] = "1.3.6.1.2.1.2.2.1",
        ["ifIndex"] = "1.3.6.1.2.1.2.2.1.1",
        ["transmission"] = "1.3.6.1.2.1.10",
        ["snmp"] = "1.3.6.1.2.1.11",
        ["experimental"] = "1.3.6.1.3",
        ["private"] = "1.3.6.1.4",
        ["enterprises"] = "1.3.6.1.4.1",
        ["security"] = "1.3.6.1.5",
        ["snmpV2"] = "1.3.6.1.6",
        ["snmpDomains"] = "1.3.6.1.6.1",
        ["snmpProxys"] = "1.3.6.1.6.2",
        ["snmpModules"] = "1.3.6.1.6.3",
        ["snmpMIB"] = "1.3.6.1.6.3.1",
        ["snmpMIBObjects"] = "1.3.6.1.6.3.1.1",
        ["snmpTraps"] = "1.3.6.1.6.3.1.1.5",
        ["zeroDotZero"] = "0.0",
        ["vmware"] = "1.3.6.1.4.1.6876",
    };

    private readonly Dictionary<string, MibModule> _modules;
    private readonly Dictionary<(string Module, string Name), MibDefinition> _definitions = [];

    public MibResolver(IEnumerable<MibModule> modules)
    {
        _modules = [];
        foreach (var module in modules)
        {
            _modules[module.Name] = module;
            foreach (var definition in module.Definitions)
                _definitions.TryAdd((module.Name, definition.Name), definition);
        }
    }

    /// <summary>Identifier of a definition; null with the reason in <paramref name="problem"/>.</summary>
    public string? Resolve(string module, MibDefinition definition, out string? problem)
    {
        problem = null;
        var arcs = "";
        var (current, at) = (definition, module);
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            arcs = string.Concat(current.Arcs.Select(arc => string.Create(CultureInfo.InvariantCulture, $".{arc}"))) + arcs;
            if (current.Parent is null)
                return arcs[1..];
            var parentModule = _definitions.ContainsKey((at, current.Parent)) ? at : _modules[at].Imports.GetValueOrDefault(current.Parent);
            if (parentModule is not null && _definitions.TryGetValue((parentModule, current.Parent), out var parent))
            {
                (current, at) = (parent, parentModule);
            }
            else if (Roots.TryGetValue(current.Parent, out var root))
            {
                return root + arcs;
            }
            else
            {
                var why = parentModule is null
                    ? "which is neither defined nor imported"
                    : _modules.ContainsKey(parentModule) ? $"which module {parentModule} does not define" : $"which comes from module {parentModule}: import that too";
                problem = string.Create(CultureInfo.InvariantCulture, $"Line {current.Line} of {at}: '{current.Name}' stands below '{current.Parent}', {why}.");
                return null;
            }
        }

        problem = string.Create(CultureInfo.InvariantCulture, $"Line {definition.Line} of {module}: '{definition.Name}' stands below itself.");
        return null;
    }
}
