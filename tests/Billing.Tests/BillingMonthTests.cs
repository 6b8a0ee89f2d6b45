using Orchestrator.Activities.Billing;

namespace Orchestrator.Tests.Billing;

public sealed class BillingMonthTests
{
    [Theory]
    [InlineData("2026-11", 30)]
    [InlineData("2028-02", 29)]
    [InlineData("2027-02", 28)]
    [InlineData("2026-12", 31)]
    public void A_month_is_read_and_written(string text, int days)
    {
        var month = BillingMonth.Parse(text);

        Assert.Equal(text, month.ToString());
        Assert.Equal(days, month!.Value.Days);
        Assert.Equal(days, month.Value.Last.Day);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("11-2026")]
    [InlineData("1999-12")]
    [InlineData("2026-11-01")]
    public void What_is_no_month_is_refused(string text) => Assert.Null(BillingMonth.Parse(text));

    [Fact]
    public void Months_go_over_the_years_end()
    {
        var month = new BillingMonth(2026, 2);

        Assert.Equal(new BillingMonth(2025, 8), month.Plus(-6));
        Assert.True(month.Plus(-6) < month);
    }
}
