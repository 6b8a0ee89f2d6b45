using Orchestrator.Core;

namespace Orchestrator.CSharp.Surface;

/// <summary>The copies of variables that a script holds, which it may change. One variable has one copy, so that what was changed is read again.</summary>
internal sealed class VariableViews
{
    private readonly Dictionary<VariableSlot, object> given = new(ReferenceEqualityComparer.Instance);

    public object? Read(VariableSlot slot, Type type)
    {
        if (given.TryGetValue(slot, out var known) && type.IsInstanceOfType(known))
            return known;
        var value = ScriptValues.As(known ?? slot.Value, type);
        if (ScriptValues.CanChange(value))
            given[slot] = value!;
        return value;
    }

    /// <summary>What the script assigns is the value from now on.</summary>
    public void Forget(VariableSlot slot) => given.Remove(slot);

    /// <summary>Makes the copies the values of their variables, converted to their types.</summary>
    public void WriteBack()
    {
        foreach (var (slot, value) in given)
            slot.Assign(value);
    }
}
