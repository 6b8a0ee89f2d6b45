using System.Reflection;
using System.Text.Json;
using Orchestrator.Workflows;
using Expression = Orchestrator.Workflows.Expression;
using Linq = System.Linq.Expressions.Expression;

namespace Orchestrator.Core;

/// <summary>Reads the shape of an activity class once, with compiled accessors.</summary>
internal static class ActivityDescriber
{
    private static readonly HashSet<string> Reserved = [.. typeof(Activity).GetProperties().Select(p => p.Name)];

    public static ActivityDescriptor Describe(Type type)
    {
        var attribute = type.GetCustomAttribute<ActivityAttribute>(inherit: false);
        var typeName = attribute?.TypeName(type) ?? ActivityAttribute.DefaultTypeName(type);
        var shortName = typeName[(typeName.LastIndexOf('.') + 1)..];
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanRead && (p.SetMethod is { IsPublic: true } || p.GetCustomAttribute<InputAttribute>() is not null) && !Reserved.Contains(p.Name)).ToList();
        return new ActivityDescriptor
        {
            TypeName = typeName,
            Namespace = typeName[..Math.Max(0, typeName.LastIndexOf('.'))],
            Name = shortName,
            Version = attribute?.Version ?? 1,
            Category = attribute?.Category ?? "Other",
            DisplayName = attribute?.DisplayName ?? Words(shortName),
            Description = attribute?.Description,
            Kind = attribute?.Kind is { } kind && kind != ActivityKind.Action ? kind : typeof(ITrigger).IsAssignableFrom(type) ? ActivityKind.Trigger : ActivityKind.Action,
            Create = Linq.Lambda<Func<IActivity>>(Linq.New(type)).Compile(),
            Inputs = [.. properties.Where(IsInput).Select(p => DescribeInput(p, isElsas: typeName.StartsWith("Elsa.", StringComparison.Ordinal)))],
            Outputs = [.. properties.Where(p => typeof(Output).IsAssignableFrom(p.PropertyType)).Select(p => DescribeOutput(p, attribute))],
            Ports = [.. properties.Where(p => typeof(IActivity).IsAssignableFrom(p.PropertyType)).Select(DescribePort)],
            FlowPorts = type.GetCustomAttribute<FlowNodeAttribute>()?.Ports ?? ["Done"],
            IsContainer = typeof(IContainer).IsAssignableFrom(type),
            IsStart = typeName == "Elsa.Start",
            IsTerminal = typeof(ITerminal).IsAssignableFrom(type),
            IsBrowsable = attribute is not { IsBrowsable: false } && attribute?.Category is not ("System" or "WorkflowDefinitionActivity"),
        };
    }

    private static bool IsInput(PropertyInfo property) =>
        typeof(Input).IsAssignableFrom(property.PropertyType) || property.GetCustomAttribute<InputAttribute>() is not null;

    private static InputDescriptor DescribeInput(PropertyInfo property, bool isElsas)
    {
        var wrapped = typeof(Input).IsAssignableFrom(property.PropertyType);
        return new InputDescriptor
        {
            Name = property.Name,
            JsonName = JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            Type = wrapped ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType,
            IsWrapped = wrapped,
            KeepsText = isElsas && wrapped && property.PropertyType.GetGenericArguments()[0] == typeof(object),
            Metadata = property.GetCustomAttribute<InputAttribute>() ?? new InputAttribute(),
            Get = Getter(property),
            Set = property.SetMethod is { IsPublic: true } ? Setter(property) : (_, _) => { },
            IsReadByActivity = property.SetMethod is not { IsPublic: true },
            CreateInput = wrapped ? InputFactory(property.PropertyType) : null,
        };
    }

    private static OutputDescriptor DescribeOutput(PropertyInfo property, ActivityAttribute? activity)
    {
        var metadata = property.GetCustomAttribute<OutputAttribute>() ?? new OutputAttribute();
        if (property.Name == "Result")
            metadata.TypeName ??= activity?.ResultTypeName;
        var get = Getter(property);
        var set = Setter(property);
        return new OutputDescriptor
        {
            Name = property.Name,
            JsonName = JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            Type = property.PropertyType.GetGenericArguments()[0],
            Metadata = metadata,
            Get = activity => (Output?)get(activity),
            Set = (activity, output) => set(activity, output),
            CreateOutput = OutputFactory(property.PropertyType),
        };
    }

    private static PortDescriptor DescribePort(PropertyInfo property)
    {
        var get = Getter(property);
        var set = Setter(property);
        var attribute = property.GetCustomAttribute<PortAttribute>();
        return new PortDescriptor(
            property.Name,
            JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            attribute?.DisplayName ?? Words(property.Name),
            attribute?.IsBrowsable ?? true,
            activity => (IActivity?)get(activity),
            (activity, child) => set(activity, child));
    }

    private static Func<IActivity, object?> Getter(PropertyInfo property)
    {
        var activity = Linq.Parameter(typeof(IActivity));
        var body = Linq.Convert(Linq.Property(Linq.Convert(activity, property.DeclaringType!), property), typeof(object));
        return Linq.Lambda<Func<IActivity, object?>>(body, activity).Compile();
    }

    private static Action<IActivity, object?> Setter(PropertyInfo property)
    {
        var activity = Linq.Parameter(typeof(IActivity));
        var value = Linq.Parameter(typeof(object));
        var body = Linq.Assign(Linq.Property(Linq.Convert(activity, property.DeclaringType!), property), Linq.Convert(value, property.PropertyType));
        return Linq.Lambda<Action<IActivity, object?>>(body, activity, value).Compile();
    }

    private static Func<Expression?, MemoryReference?, Input> InputFactory(Type inputType)
    {
        var expression = Linq.Parameter(typeof(Expression));
        var reference = Linq.Parameter(typeof(MemoryReference));
        var constructor = inputType.GetConstructor([typeof(Expression), typeof(MemoryReference)])!;
        return Linq.Lambda<Func<Expression?, MemoryReference?, Input>>(Linq.New(constructor, expression, reference), expression, reference).Compile();
    }

    private static Func<MemoryReference?, Output> OutputFactory(Type outputType)
    {
        var reference = Linq.Parameter(typeof(MemoryReference));
        var constructor = outputType.GetConstructor([typeof(MemoryReference)])!;
        return Linq.Lambda<Func<MemoryReference?, Output>>(Linq.New(constructor, reference), reference).Compile();
    }

    /// <summary>"SetVariable" becomes "Set Variable".</summary>
    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) && !char.IsUpper(name[i - 1]) ? $" {c}" : c.ToString()));
}
