using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Bus;

/// <summary>Writes down what happened, for the bus.</summary>
internal static class Events
{
    private const string Prefix = "com/vmware/vcloud/event/";

    public static void OfVm(VcdState vcd, VmState vm, TaskState task, string what) => Add(vcd, task, "vm/" + what, "vm", vm.Id, vm.Name, true);

    public static void OfVApp(VcdState vcd, VAppState vapp, TaskState task, string what) => Add(vcd, task, "vapp/" + what, "vapp", vapp.Id, vapp.Name, true);

    public static void OfTask(VcdState vcd, TaskState task, string what, bool success = true) => Add(vcd, task, "task/" + what, "task", task.Id, task.OperationName, success);

    public static void OfBlockingTask(VcdState vcd, BlockingTaskState blocking, TaskState task, string what) =>
        Add(vcd, task, "blockingtask/" + what, "blockingTask", blocking.Id, task.OperationName, true);

    private static void Add(VcdState vcd, TaskState task, string type, string kind, Guid entity, string name, bool success)
    {
        if (!vcd.HasBus)
            return;
        vcd.Events.Add(new EventState
        {
            Id = vcd.Ids.NewId(),
            Type = Prefix + type,
            At = task.EndedAt ?? task.StartedAt,
            Success = success,
            OrgId = task.OrgId,
            UserId = task.UserId,
            EntityKind = kind,
            EntityId = entity,
            EntityName = name,
            TaskId = task.Id,
            TaskName = task.OperationName,
            OwnerUrn = $"urn:vcloud:vapp:{task.VAppId}",
        });
    }
}
