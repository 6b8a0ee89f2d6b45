namespace Orchestrator.Server.ElsaApi.Descriptors;

/// <param name="IsBrowsable">Whether the menu of syntaxes offers it.</param>
/// <param name="Properties"><c>MonacoLanguage</c> turns the code editor on.</param>
internal sealed record ExpressionAnswer(string Type, string DisplayName, bool IsBrowsable, IReadOnlyDictionary<string, string> Properties)
{
    public bool IsSerializable => true;
}
