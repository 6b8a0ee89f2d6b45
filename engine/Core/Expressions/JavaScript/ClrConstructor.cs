using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Native.Symbol;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace Orchestrator.Core;

/// <summary>A type of .NET in scripts, some of whose static members are replaced by own properties.</summary>
internal sealed class ClrConstructor : Constructor
{
    private readonly TypeReference reference;

    public ClrConstructor(Engine engine, TypeReference reference) : base(engine, reference.ReferenceType.Name)
    {
        this.reference = reference;
        Prototype = reference;
        DefineOwnProperty("prototype", new PropertyDescriptor(reference.Get("prototype"), writable: false, enumerable: false, configurable: false));
        var usual = engine.Global.Get("Function").Get("prototype").Get(GlobalSymbolRegistry.HasInstance);
        DefineOwnProperty(GlobalSymbolRegistry.HasInstance, new PropertyDescriptor(usual, writable: false, enumerable: false, configurable: false));
    }

    public override ObjectInstance Construct(JsValue[] arguments, JsValue newTarget) => reference.Construct(arguments, reference);
}
