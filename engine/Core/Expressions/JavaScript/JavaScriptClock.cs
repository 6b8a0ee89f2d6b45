using System.Globalization;
using Jint.Runtime;

namespace Orchestrator.Core;

/// <summary>The time of scripts is that of the engine.</summary>
internal sealed class JavaScriptClock(TimeProvider time) : DefaultTimeSystem(TimeZoneInfo.Utc, CultureInfo.InvariantCulture)
{
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();
}
