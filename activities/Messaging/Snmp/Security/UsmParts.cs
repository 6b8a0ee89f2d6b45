using Orchestrator.Runtime;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>This process's SNMP engine and what it knows of users and other engines. Making it counts a boot.</summary>
internal sealed class UsmParts
{
    public UsmParts(DataFolder dataFolder, UsmUsers users, TimeProvider time)
    {
        Users = users;
        Engine = LocalEngine.Start(dataFolder.Path, time);
        Engines = new RemoteEngines(dataFolder.Path, time);
        Inbound = new UsmInbound(users, Engine, Engines, time);
    }

    public UsmUsers Users { get; }

    public LocalEngine Engine { get; }

    public RemoteEngines Engines { get; }

    /// <summary>Of the receiver's thread; its counters may be read by any.</summary>
    public UsmInbound Inbound { get; }
}
