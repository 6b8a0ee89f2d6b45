namespace Orchestrator.Tests.Server.Rest.Effects;

/// <summary>A carrier whose line goes dead after it has taken a parcel.</summary>
public sealed class Carrier
{
    public bool IsDead { get; set; } = true;

    public int Parcels { get; private set; }

    public IList<string> Keys { get; } = [];

    public string Take(string key)
    {
        Parcels++;
        Keys.Add(key);
        return IsDead ? throw new IOException("The line went dead.") : $"parcel {Parcels}";
    }
}
