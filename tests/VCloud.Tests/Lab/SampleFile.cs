namespace Orchestrator.Tests.VCloud.Lab;

/// <summary>Messages in the shape of the products, with values of our own.</summary>
internal static class SampleFile
{
    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", name));
}
