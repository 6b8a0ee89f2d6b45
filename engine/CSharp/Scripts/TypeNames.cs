namespace Orchestrator.CSharp.Scripts;

/// <summary>Names of types in C#. Any object is dynamic, so that the members of what it holds can be read.</summary>
internal static class TypeNames
{
    public static string Of(Type type)
    {
        if (type == typeof(object))
            return "dynamic";
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[]";
        if (!type.IsGenericType)
            return $"global::{type.FullName}";
        var name = type.GetGenericTypeDefinition().FullName!;
        return $"global::{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
