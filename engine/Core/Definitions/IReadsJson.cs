using System.Text.Json.Nodes;

namespace Orchestrator.Core;

/// <summary>An activity whose JSON has parts beyond inputs, outputs and ports.</summary>
public interface IReadsJson
{
    void ReadJson(JsonObject json, ActivityReader reader);
}
