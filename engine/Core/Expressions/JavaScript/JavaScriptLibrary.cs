using System.Security.Cryptography;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Runtime.Interop;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>The helper functions and .NET types that scripts have besides JavaScript's own. Only those that a script mentions are added. Bytes are Base64 text in scripts.</summary>
internal static class JavaScriptLibrary
{
    private static readonly (string Name, Func<IIdGenerator, Delegate> Make)[] Functions =
    [
        ("isNullOrWhiteSpace", _ => new Func<string?, bool>(string.IsNullOrWhiteSpace)),
        ("isNullOrEmpty", _ => new Func<string?, bool>(string.IsNullOrEmpty)),
        ("toJson", _ => new Func<JsValue, string>(value => PlainValue.ToJson(JavaScriptValues.ToPlain(value)))),
        ("newGuid", ids => new Func<string>(() => NewGuid(ids).ToString())),
        ("newGuidString", ids => new Func<string>(() => NewGuid(ids).ToString())),
        ("newShortGuid", ids => new Func<string>(() => Convert.ToBase64String(NewGuid(ids).ToByteArray()).TrimEnd('=').Replace('/', '_').Replace('+', '-'))),
        ("parseGuid", _ => new Func<string, string>(text => Guid.Parse(text).ToString())),
        ("stringToBase64", _ => new Func<string, string>(Encode)),
        ("stringFromBase64", _ => new Func<string, string>(Decode)),
        ("bytesToString", _ => new Func<string, string>(Decode)),
        ("bytesFromString", _ => new Func<string, string>(Encode)),
        ("bytesToBase64", _ => new Func<string, string>(base64 => base64)),
        ("bytesFromBase64", _ => new Func<string, string>(base64 => base64)),
        ("streamToBytes", _ => new Func<string, string>(base64 => base64)),
        ("streamToBase64", _ => new Func<string, string>(base64 => base64)),
    ];

    /// <summary>Values without access to anything outside the script.</summary>
    private static readonly (string Name, Type Type)[] Types =
    [
        ("DateTimeOffset", typeof(DateTimeOffset)),
        ("DateTime", typeof(DateTime)),
        ("TimeSpan", typeof(TimeSpan)),
        ("Guid", typeof(Guid)),
        ("Random", typeof(Random)),
    ];

    public static void AddTo(Engine engine, JavaScriptDates dates, string script, IIdGenerator ids, Func<string, object?>? getConfig)
    {
        foreach (var (name, make) in Functions)
        {
            if (script.Contains(name, StringComparison.Ordinal))
                engine.SetValue(name, make(ids));
        }

        foreach (var (name, type) in Types)
        {
            if (script.Contains(name, StringComparison.Ordinal))
                engine.SetValue(name, JavaScriptDates.IsTime(type) ? dates.TypeOf(engine, type) : TypeReference.CreateTypeReference(engine, type));
        }

        if (getConfig is not null && script.Contains("getConfig", StringComparison.Ordinal))
            engine.SetValue("getConfig", getConfig);
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private static Guid NewGuid(IIdGenerator ids) => new(SHA256.HashData(Encoding.ASCII.GetBytes(ids.NewId())).AsSpan(0, 16));
}
