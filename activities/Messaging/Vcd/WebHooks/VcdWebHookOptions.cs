using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Activities.Messaging.Vcd.WebHooks;

/// <summary>Signed calls of vCD's WebHook behaviours (10.3 and later).</summary>
public sealed class VcdWebHookOptions : IValidatableObject
{
    /// <summary>The behaviours that may call. Default: none.</summary>
    public IList<VcdWebHook> Hooks { get; } = [];

    /// <summary>How far the signed date may be from this server's clock. Default: 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a call waits for the workflow's answer. Default: 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan ReplyTimeout { get; set; } = TimeSpan.FromSeconds(60);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var hook in Hooks.Where(hook => hook.Name.Length == 0 || hook.Secret.Length == 0))
            yield return new ValidationResult($"VcdWebHooks: hook '{hook.Name}' needs a Name and a Secret.");
    }
}
