using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>
/// Times in the scripts of one engine. They are JavaScript's own dates and have the members of .NET's <see cref="DateTime"/> or <see cref="DateTimeOffset"/> besides:
/// <c>getFullYear()</c> and <c>Year</c> both work. Offset and ticks are kept until a script changes the date.
/// </summary>
internal sealed class JavaScriptDates(TimeProvider time) : IObjectConverter
{
    private const string OriginalKey = "$value";

    private readonly Dictionary<Type, ObjectInstance> prototypes = [];
    private readonly Dictionary<Type, ClrConstructor> constructors = [];

    public static bool IsTime(Type type) => type == typeof(DateTime) || type == typeof(DateTimeOffset);

    /// <summary>The type under which scripts make times.</summary>
    public ClrConstructor TypeOf(Engine engine, Type type)
    {
        if (constructors.TryGetValue(type, out var known))
            return known;
        var reference = TypeReference.CreateTypeReference(engine, type);
        var prototype = (ObjectInstance)reference.Get("prototype");
        prototype.Prototype = (ObjectInstance)engine.Global.Get("Date").Get("prototype");
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            prototype.DefineOwnProperty(property.Name, Getter(engine, property.Name, self => Raw(engine, self, type).Get(property.Name)));
        foreach (var name in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName).Select(method => method.Name).Distinct())
            prototype.DefineOwnProperty(name, new PropertyDescriptor(new ClrFunction(engine, name, (self, arguments) => Call(engine, self, type, name, arguments)), true, false, true));

        prototypes[type] = prototype;
        var constructor = constructors[type] = new ClrConstructor(engine, reference);
        constructor.DefineOwnProperty("Now", Getter(engine, "Now", _ => Of(engine, Now(type, time.GetLocalNow()))));
        constructor.DefineOwnProperty("UtcNow", Getter(engine, "UtcNow", _ => Of(engine, Now(type, time.GetUtcNow()))));
        if (type == typeof(DateTime))
            constructor.DefineOwnProperty("Today", Getter(engine, "Today", _ => Of(engine, time.GetLocalNow().Date)));
        return constructor;
    }

    /// <summary>A time as a date of the engine.</summary>
    public JsDate Of(Engine engine, object value)
    {
        TypeOf(engine, value.GetType());
        var utc = value is DateTimeOffset offset ? offset.UtcDateTime : DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc);
        var date = new JsDate(engine, utc) { Prototype = prototypes[value.GetType()] };
        date.DefineOwnProperty(OriginalKey, new PropertyDescriptor(ObjectWrapper.Create(engine, new Stamped(value, date.DateValue)), false, false, false));
        return date;
    }

    /// <summary>The value behind a date: what it was made from, if it has not changed; else the same moment in UTC.</summary>
    public static object ValueOf(JsDate date) => Original(date) ?? new DateTimeOffset(DateTime.SpecifyKind(date.ToDateTime(), DateTimeKind.Utc));

    bool IObjectConverter.TryConvert(Engine engine, object value, [NotNullWhen(true)] out JsValue? result)
    {
        result = value is DateTime or DateTimeOffset ? Of(engine, value) : null;
        return result is not null;
    }

    private static object? Original(JsDate date) =>
        date.Get(OriginalKey) is IObjectWrapper { Target: Stamped stamped } && stamped.DateValue.Equals(date.DateValue) ? stamped.Value : null;

    private static object Now(Type type, DateTimeOffset now) => type == typeof(DateTimeOffset) ? now : now.Offset == TimeSpan.Zero ? now.UtcDateTime : now.DateTime;

    private static JsValue Call(Engine engine, JsValue self, Type type, string name, JsValue[] arguments)
    {
        var raw = Raw(engine, self, type);
        return raw.Get(name).Call(raw, [.. arguments.Select(argument => argument is JsDate date && Original(date) is { } value ? ObjectWrapper.Create(engine, value) : argument)]);
    }

    private static ObjectInstance Raw(Engine engine, JsValue self, Type type) => self is JsDate date
        ? ObjectWrapper.Create(engine, ValueConverter.To(ValueOf(date), type)!, type)
        : throw new Jint.Runtime.JavaScriptException(engine.Intrinsics.TypeError, $"This is no {type.Name}.");

    private static GetSetPropertyDescriptor Getter(Engine engine, string name, Func<JsValue, JsValue> get) =>
        new(new ClrFunction(engine, $"get {name}", (self, _) => get(self)), JsValue.Undefined, enumerable: false, configurable: true);

    /// <summary>A value with the time that its date had; setters of the date make it stale.</summary>
    private sealed record Stamped(object Value, double DateValue);
}
