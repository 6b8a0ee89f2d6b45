using System.Xml.Linq;

namespace Orchestrator.Activities.VCloud;

/// <summary>Namespaces and media types of the vCD API.</summary>
internal static class VcdXml
{
    public static readonly XNamespace Vcloud = "http://www.vmware.com/vcloud/v1.5";

    public static readonly XNamespace Extension = "http://www.vmware.com/vcloud/extension/v1.5";

    public static readonly XNamespace Ovf = "http://schemas.dmtf.org/ovf/envelope/1";

    public static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    public const string Recompose = "application/vnd.vmware.vcloud.recomposeVAppParams+xml";

    public const string Undeploy = "application/vnd.vmware.vcloud.undeployVAppParams+xml";

    public const string Metadata = "application/vnd.vmware.vcloud.metadata+xml";

    public const string Service = "application/vnd.vmware.admin.service+xml";

    public const string ApiFilter = "application/vnd.vmware.admin.apiFilter+xml";

    public const string Right = "application/vnd.vmware.admin.right+xml";

    public const string BlockingTaskOperation = "application/vnd.vmware.admin.blockingTaskOperationParams+xml";

    public const string BlockingTaskProgress = "application/vnd.vmware.admin.blockingTaskUpdateProgressOperationParams+xml";

    public const string Plain = "application/xml";
}
