using System.Globalization;
using Orchestrator.Activities.Messaging.Snmp.Sending;

namespace Orchestrator.Activities.Messaging.Snmp.Activities;

/// <summary>
/// Reads values to send from what workflows hold: a number becomes an Integer (beyond 32 bits a Counter64), text an OctetString, true and false the SMI's TruthValue 1 and 2, null a Null; and
/// <c>{type, value}</c> what it says.
/// </summary>
internal static class BindingReader
{
    /// <summary>Throws <see cref="FormatException"/> that names the object.</summary>
    public static SnmpBinding Read(string oid, object? value)
    {
        try
        {
            return new SnmpBinding(oid, ValueOf(value));
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{oid}: {exception.Message}", exception);
        }
    }

    private static SnmpValue ValueOf(object? value) => value switch
    {
        null => SnmpValue.Null,
        string text => SnmpValue.Text(text),
        bool truth => SnmpValue.Integer(truth ? 1 : 2),
        int number => SnmpValue.Integer(number),
        long number and >= int.MinValue and <= int.MaxValue => SnmpValue.Integer((int)number),
        long number and > 0 => SnmpValue.Counter64((ulong)number),
        double number when double.IsInteger(number) && Math.Abs(number) <= int.MaxValue => SnmpValue.Integer((int)number),
        double number => SnmpValue.Double(number),
        IDictionary<string, object?> typed => Typed(typed),
        _ => throw new FormatException($"a value of {value.GetType().Name} cannot be sent; give a number, a text, or an object with type and value."),
    };

    private static SnmpValue Typed(IDictionary<string, object?> typed) => typed.TryGetValue("type", out var type) && type is string name
        ? SnmpValue.Parse(name, Convert.ToString(typed.TryGetValue("value", out var value) ? value : null, CultureInfo.InvariantCulture) ?? "")
        : throw new FormatException("an object must have a type, such as {\"type\": \"Gauge32\", \"value\": 5}.");
}
