using System.Globalization;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Activities.Billing;

/// <summary>Reads query parameters and keeps what is wrong with them.</summary>
internal sealed class BillingQuery(IReadOnlyDictionary<string, string> query)
{
    private readonly Dictionary<string, string[]> _errors = [];

    public BillingMonth? Month(string name)
    {
        if (Text(name) is not { } text)
            return null;
        var month = BillingMonth.Parse(text);
        if (month is null)
            _errors[name] = [$"'{text}' is no month between 2000-01 and 2099-12: write YYYY-MM, such as 2026-11."];
        return month;
    }

    public string? Currency(string name)
    {
        var text = Text(name);
        if (text is not null && !CostLineFields.IsCurrency(text))
            _errors[name] = [$"'{text}' is no currency: write its code of three capital letters (ISO 4217), such as EUR."];
        return text;
    }

    public int Number(string name, int least, int most, int otherwise)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        _errors[name] = [$"'{text}' is no whole number from {least} to {most}."];
        return otherwise;
    }

    /// <summary>All faults as a 400; null without any.</summary>
    public ApiReply? Problem() => _errors.Count == 0 ? null : ApiReply.Problem(400, "The query is not valid.", string.Join(" ", _errors.Values.SelectMany(e => e)), _errors);

    private string? Text(string name) => query.TryGetValue(name, out var text) && text.Length > 0 ? text : null;
}
