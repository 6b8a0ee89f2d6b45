using System.Reflection;

namespace Orchestrator.Tests.TortureTests;

/// <summary>Stands in for a store that no scenario uses; a use fails the test.</summary>
public class Unused : DispatchProxy
{
    public static object Of(Type store) => Create(store, typeof(Unused));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        throw new NotSupportedException($"The scenarios do without {targetMethod?.DeclaringType?.Name}.{targetMethod?.Name}.");
}
