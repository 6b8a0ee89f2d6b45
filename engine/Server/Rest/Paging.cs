namespace Orchestrator.Server.Rest;

/// <summary>The rules of <c>page</c> (from 0) and <c>pageSize</c> (1 to 500).</summary>
internal static class Paging
{
    public const int MaxPageSize = 500;

    public static Faults Check(int page, int pageSize)
    {
        var faults = new Faults();
        faults.Within("page", page, 0, 1_000_000);
        faults.Within("pageSize", pageSize, 1, MaxPageSize);
        return faults;
    }
}
