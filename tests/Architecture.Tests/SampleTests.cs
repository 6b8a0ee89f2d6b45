namespace Orchestrator.Tests.Architecture;

/// <summary>Samples of messages in the shape of the products are what the wire formats are held to: each is there, and each is read by a test.</summary>
public sealed class SampleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Samples =>
    [
        "alb-pool.json", "autoscale-rule-proposal.json", "focus-sample.csv", "nsxv-pool.xml",
        "trap-active-v1.hex", "trap-active-v2c.hex", "trap-change-v2c.hex", "trap-clear-v2c.hex", "trap-cmdlines.txt", "vrops_traps.sh",
        "vcd-amqp-reply.json", "vcd-amqp-request.json", "vcd-amqp-settings.xml", "vcd-blockingtask-resume.xml", "vcd-instantiate-template.xml", "vcd-metadata.xml",
        "vcd-mqtt-api-request.json", "vcd-mqtt-api-response.json", "vcd-mqtt-behavior-invocation.json", "vcd-mqtt-behavior-response.json", "vcd-mqtt-extension-create.json",
        "vcd-mqtt-inner.json", "vcd-notification-vm-create.json", "vcd-notification-vm-create.xml", "vcd-query-vm.xml", "vcd-recompose-add.xml", "vcd-recompose-delete.xml",
        "vcd-service-register.xml", "vcd-service-right.xml", "vcd-task-error.xml", "vcd-ui-plugin-create.json", "vcd-ui-plugin-manifest.json", "vcd-versions.xml",
        "vcd-webhook-behavior-signed.txt", "vrops-alert-definition.json", "vrops-alertplugin-snmp.json", "vrops-group-create.json",
        "vrops-group-dynamic.json", "vrops-notification-rule.json", "vrops-resource-list.json", "vrops-resource-query.json", "vrops-rest-notification.json",
        "vrops-stats-latest.json", "vrops-supermetric-assign.json", "vrops-supermetric-cpu.json", "vrops-supermetric-mem.json", "vrops-symptom.json", "vrops-token-acquire.json",
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_is_there_and_read_by_a_test_beside_it(string name)
    {
        var file = Assert.Single(await SampleFilesAsync(), file => Path.GetFileName(file) == name);

        Assert.True(await IsReadAsync(file), $"No test of {Project(file)} names \"{name}\": write one that reads it and writes it again.");
    }

    [Fact]
    public async Task No_sample_lies_about_unlisted()
    {
        var listed = Samples.Select(row => row.Data).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(await SampleFilesAsync(), file => !listed.Contains(Path.GetFileName(file)));
    }

    private static async Task<IEnumerable<string>> SampleFilesAsync() =>
        (await Repository.FilesAsync(Cancel)).Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && file.Contains("/Samples/", StringComparison.Ordinal));

    private static async Task<bool> IsReadAsync(string sample)
    {
        foreach (var file in (await Repository.FilesAsync(Cancel)).Where(file => file.StartsWith(Project(sample), StringComparison.Ordinal) && file.EndsWith("Tests.cs", StringComparison.Ordinal)))
        {
            if ((await File.ReadAllTextAsync(Path.Combine(Repository.Root, file), Cancel)).Contains($"\"{Path.GetFileName(sample)}\"", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static string Project(string sample) => sample[..(sample.IndexOf("/Samples/", StringComparison.Ordinal) + 1)];
}
