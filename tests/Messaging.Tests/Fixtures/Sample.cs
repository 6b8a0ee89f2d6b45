namespace Orchestrator.Tests.Messaging;

/// <summary>Sample messages in the shape of the products, with values of our own.</summary>
internal static class Sample
{
    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", name));

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", name));
}
