using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Api;

/// <summary>A function as the API shows it. Values of environment variables are masked.</summary>
internal static class FunctionView
{
    public static string Location(string tenant, string name) => $"/api/org/{tenant}/functions/{name}";

    public static string Url(string tenant, string route) => $"/api/org/{tenant}/{route}";

    public static Dictionary<string, object?> Of(FunctionRecord record, FunctionVersion version, FunctionCalls calls, bool withSource)
    {
        var view = new Dictionary<string, object?>
        {
            ["id"] = record.Id,
            ["name"] = record.Name,
            ["runtime"] = version.Source.Runtime,
            ["route"] = version.Source.Route,
            ["url"] = Url(record.Tenant, version.Source.Route),
            ["status"] = record.Status,
            ["statusReason"] = record.StatusReason ?? version.ExecutorReason,
            ["version"] = version.Version,
            ["pendingVersion"] = record.PendingVersion,
            ["executor"] = version.Executor,
            ["image"] = version.Image,
            ["containerId"] = version.ContainerId,
            ["trigger"] = version.Source.Trigger,
            ["limits"] = version.Source.Limits,
            ["createdAt"] = record.CreatedAt,
            ["updatedAt"] = record.UpdatedAt,
            ["instanceId"] = record.InstanceId,
            ["calls"] = calls.Count,
            ["lastCalledAt"] = calls.LastCalledAt,
            ["error"] = record.Error,
        };
        if (withSource)
        {
            view["code"] = version.Source.Code;
            view["environment"] = version.Source.Environment.ToDictionary(p => p.Key, _ => FunctionSourceReader.MaskedValue);
        }

        return view;
    }
}
