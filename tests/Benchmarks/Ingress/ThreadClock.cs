using System.Runtime.InteropServices;

namespace Orchestrator.Benchmarks.Ingress;

/// <summary>Processor time of the calling thread alone: the sender in the same process must not count. Linux.</summary>
internal static class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static double Microseconds()
    {
        if (GetTime(ThreadCpuTime, out var time) != 0)
            throw new InvalidOperationException("The thread's processor time cannot be read.");
        return time.Seconds * 1e6 + time.Nanoseconds / 1e3;
    }

    [DllImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
