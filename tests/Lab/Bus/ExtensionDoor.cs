using System.Text;
using System.Text.RegularExpressions;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;
using Orchestrator.Lab.Vcd;

namespace Orchestrator.Lab.Bus;

/// <summary>Hands requests whose path an extension's filter takes to that extension, and its reply to the caller.</summary>
internal sealed class ExtensionDoor(LabWorld world, AmqpBus? amqp, MqttBus? mqtt)
{
    /// <summary>Null: no filter takes the path.</summary>
    public async Task<LabReply?> AnswerAsync(LabRequest request, CancellationToken cancellationToken)
    {
        if (world.Run(false, state => FindTarget(state.Vcd, request.Path)) is not { } target)
            return null;
        var asked = world.Run(false, state => Read(state.Vcd, request));
        if (target.AuthorizationEnabled && asked.Rights.Count == 0)
            throw VcdError.Forbidden();
        ExtensionReply? reply;
        try
        {
            var timeout = world.Options.ExtensionTimeout;
            reply = target switch
            {
                { Api: not null } => mqtt is null ? null : await mqtt.AskAsync(target, asked, timeout, cancellationToken),
                _ => amqp is null ? null : await amqp.AskAsync(target, asked, timeout, cancellationToken),
            };
        }
        catch (TimeoutException)
        {
            throw new VcdError(504, "EXTENSION_TIMEOUT", $"The service {target.Urn} has not answered within {world.Options.ExtensionTimeout.TotalSeconds:0.###} s.");
        }

        return reply is null
            ? throw new VcdError(500, "INTERNAL_SERVER_ERROR", $"Cannot send message to service with id: {target.Urn}. Check your service configuration.")
            : Answer(reply);
    }

    private static LabReply Answer(ExtensionReply reply)
    {
        var answer = new LabReply(reply.Status, reply.Headers.GetValueOrDefault("Content-Type"), Encoding.UTF8.GetString(reply.Body));
        foreach (var (name, value) in reply.Headers.Where(h => !h.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)))
            answer.With(name, value);
        return answer;
    }

    /// <summary>The enabled extension with the highest priority; a filter must take the whole path.</summary>
    private static ExtensionTarget? FindTarget(VcdState vcd, string path)
    {
        var services = vcd.Services.Where(s => s.Enabled && s.Filters.Exists(f => Takes(f, path)))
            .Select(s => (s.Priority, Target: new ExtensionTarget($"urn:vcloud:service:{s.Id}", s.AuthorizationEnabled, s.Exchange, s.RoutingKey, null)));
        var apis = vcd.Extensions.Where(x => x.Enabled && x.Filters.Exists(f => Takes(f, path)))
            .Select(x => (x.Priority, Target: new ExtensionTarget(x.Urn, x.AuthorizationEnabled, null, null, x)));
        return services.Concat(apis).OrderByDescending(found => found.Priority).Select(found => found.Target).FirstOrDefault();
    }

    private static bool Takes(ApiFilterState filter, string path) =>
        filter.UrlPattern is { } pattern && Regex.IsMatch(path, $"^(?:{pattern})$", RegexOptions.None, TimeSpan.FromSeconds(1));

    private ExtensionRequest Read(VcdState vcd, LabRequest request)
    {
        var session = Sessions.Find(vcd, request.Headers, world.Now);
        var user = vcd.Users.Find(u => u.Id == session.UserId)!;
        return new ExtensionRequest
        {
            Id = world.Ids.NewId().ToString(),
            Method = request.Method,
            Path = request.Path,
            Query = request.QueryString.Length > 1 ? request.QueryString[1..] : null,
            Headers = request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()),
            Body = Encoding.UTF8.GetBytes(request.Body),
            User = $"urn:vcloud:user:{user.Id}",
            Org = $"urn:vcloud:org:{user.OrgId}",
            Rights = user.Role.Contains("Administrator", StringComparison.Ordinal) ? [.. vcd.Services.SelectMany(s => s.Rights).Select(r => $"urn:vcloud:right:{r.Id}")] : [],
            Token = session.Token,
            BaseUrl = request.BaseUrl,
        };
    }
}
