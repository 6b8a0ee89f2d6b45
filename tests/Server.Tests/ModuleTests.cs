using Orchestrator.Server.Hosting;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

/// <summary>The module of the tutorial in a real server.</summary>
public sealed class ModuleTests
{
    private static string FolderOfTutorial()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Orchestrator.sln")))
            root = root.Parent ?? throw new InvalidOperationException("There is no Orchestrator.sln above the tests.");
        return Path.Combine(root.FullName, "tests", "Authoring.Tests", "bin", "Release", "net10.0");
    }

    [Fact]
    public async Task Activities_and_workflows_of_a_module_are_in_the_toolbox_and_run()
    {
        using var modules = new TemporaryFolder();
        // The last is what a module needs: it is no module, and lacks what it needs itself.
        foreach (var name in new[] { "Authoring.Tests.dll", "Orchestrator.Testing.dll", "xunit.v3.common.dll" })
            File.Copy(Path.Combine(FolderOfTutorial(), name), Path.Combine(modules.Path, name));

        await using var server = await TestServer.StartAsync(configure: options => options with { ModuleFolder = modules.Path });

        var toolbox = (await (await server.Admin.GetAsync("/elsa/api/descriptors/activities")).JsonAsync())["items"]!.AsArray();
        var ours = Assert.Single(toolbox, item => item!["typeName"]!.GetValue<string>() == "Acme.OrderCertificate")!;
        Assert.Equal(("Order certificate", "Certificates"), (ours["displayName"]!.GetValue<string>(), ours["category"]!.GetValue<string>()));
        var run = await (await server.Admin.PostAsync("/api/v1/definitions/secure-host/execute", TestServer.Json("""{"input":{"Host":"www.example.com"}}"""))).JsonAsync();
        Assert.Equal("Suspended", run["subStatus"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_folder_without_modules_keeps_the_server_from_starting_with_a_reason()
    {
        using var empty = new TemporaryFolder();

        var fault = await Assert.ThrowsAsync<StartupException>(() => TestServer.StartAsync(configure: options => options with { ModuleFolder = empty.Path }));

        Assert.Equal(ExitCode.Usage, fault.ExitCode);
        Assert.Contains("has a public class that implements IModule", fault.Message, StringComparison.Ordinal);
    }
}
