using System.Globalization;
using System.Xml.Linq;

namespace Orchestrator.Activities.VCloud;

/// <summary>
/// Blocking tasks: operations that vCD holds until somebody resumes, aborts or fails them, or their time-out does. Source: vCloud API Programming Guide, "Blocking Tasks".
/// Needs a provider administrator.
/// </summary>
public sealed class VcdBlockingTasks(VcdClient client)
{
    private const string Active = "active";

    /// <summary>Whether it still waits for a decision; false when it is decided or gone.</summary>
    public async ValueTask<bool> IsActiveAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetAsync(Href(id), cancellationToken)).Attr("status").Equals(Active, StringComparison.OrdinalIgnoreCase);
        }
        catch (VcdException exception) when (exception.IsNotFound)
        {
            return false; // vCD forgets a blocking task once it is decided, and answers 403 for what is not there.
        }
    }

    /// <param name="act"><c>resume</c>, <c>abort</c> or <c>fail</c>.</param>
    public async ValueTask DecideAsync(string id, string act, string message, CancellationToken cancellationToken) => await client.SendAsync(
        HttpMethod.Post, $"{Href(id)}/action/{act}", VcdXml.BlockingTaskOperation, Params("BlockingTaskOperationParams", message), cancellationToken);

    /// <summary>Gives the task more time from now on, and a message for people.</summary>
    public async ValueTask UpdateProgressAsync(string id, string message, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var body = Params("BlockingTaskUpdateProgressParams", message);
        body.AddFirst(new XElement(VcdXml.Extension + "TimeoutValueInMilliseconds", ((long)timeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)));
        await client.SendAsync(HttpMethod.Post, $"{Href(id)}/action/updateProgress", VcdXml.BlockingTaskProgress, body, cancellationToken);
    }

    private static string Href(string id) => $"/api/admin/extension/blockingTask/{id}";

    private static XElement Params(string name, string message)
    {
        var xe = VcdXml.Extension;
        return new XElement(xe + name, new XAttribute(XNamespace.Xmlns + "vmext", xe), new XElement(xe + "Message", message));
    }
}
