using System.Text.Json.Nodes;

namespace Orchestrator.Core;

/// <summary>An activity whose JSON has parts beyond inputs, outputs and ports: the counterpart of <see cref="IReadsJson"/>.</summary>
public interface IWritesJson
{
    void WriteJson(JsonObject json, ActivityWriter writer);
}
