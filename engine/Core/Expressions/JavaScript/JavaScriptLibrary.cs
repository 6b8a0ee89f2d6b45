using System.Text;
using Jint;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>The helper functions that scripts have besides JavaScript's own.</summary>
internal static class JavaScriptLibrary
{
    public static void AddTo(Engine engine, IIdGenerator ids)
    {
        engine.SetValue("isNullOrWhiteSpace", new Func<string?, bool>(string.IsNullOrWhiteSpace));
        engine.SetValue("isNullOrEmpty", new Func<string?, bool>(string.IsNullOrEmpty));
        engine.SetValue("toJson", new Func<Jint.Native.JsValue, string>(value => PlainValue.ToJson(JavaScriptValues.ToPlain(value))));
        engine.SetValue("newGuid", new Func<string>(() => NewGuid(ids)));
        engine.SetValue("newGuidString", new Func<string>(() => NewGuid(ids)));
        engine.SetValue("newShortGuid", new Func<string>(ids.NewId));
        engine.SetValue("parseGuid", new Func<string, string>(text => Guid.Parse(text).ToString()));
        engine.SetValue("stringToBase64", new Func<string, string>(text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))));
        engine.SetValue("stringFromBase64", new Func<string, string>(text => Encoding.UTF8.GetString(Convert.FromBase64String(text))));
        engine.SetValue("bytesToBase64", new Func<string, string>(base64 => base64));
        engine.SetValue("bytesFromBase64", new Func<string, string>(base64 => base64));
    }

    private static string NewGuid(IIdGenerator ids) => new Guid(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(ids.NewId())).AsSpan(0, 16)).ToString();
}
