using CsCheck;
using Orchestrator.Activities.Billing;

namespace Orchestrator.Tests.Billing;

public sealed class MoneyTests
{
    [Fact]
    public void Six_decimals_survive_the_way_to_the_database_and_back() => Gen.Long[-1_000_000_000_000_000, 1_000_000_000_000_000].Sample(micros =>
        Money.ToMicros(Money.FromMicros(micros)) == micros);

    [Theory]
    [InlineData("0.0000005", 0)]
    [InlineData("0.0000015", 2)]
    [InlineData("-12.345678", -12_345_678)]
    public void More_decimals_are_rounded_half_to_even(string amount, long micros) =>
        Assert.Equal(micros, Money.ToMicros(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Parts_add_up_to_the_rounded_total_and_each_is_less_than_a_cent_off() => Gen.Long[-10_000_000_000, 10_000_000_000].Array[0, 20].Sample(parts =>
    {
        var cents = Money.CentsOfParts(parts);

        Assert.Equal(Money.Cents(parts.Sum()), cents.Sum());
        Assert.All(parts.Zip(cents), p => Assert.True(Math.Abs(Money.FromMicros(p.First) - p.Second) < 0.02m));
    });

    [Fact]
    public void Amounts_show_both_decimals() => Assert.Equal("12.50", System.Text.Json.JsonSerializer.Serialize(Money.Cents(12_500_000)));
}
