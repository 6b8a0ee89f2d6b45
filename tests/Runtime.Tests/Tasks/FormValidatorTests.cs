using Orchestrator.Runtime.Tasks.Forms;

namespace Orchestrator.Tests.Runtime.Tasks;

public sealed class FormValidatorTests
{
    public static TheoryData<FormField, object?, string?> Values => new()
    {
        { Field(FormFieldType.Text), "x", null },
        { Field(FormFieldType.Text), 1L, "Must be a text." },
        { Field(FormFieldType.Text), "a\nb", "Must be one line." },
        { Field(FormFieldType.Text) with { MaxLength = 2 }, "abc", "Has 3 characters; at most 2 are allowed." },
        { Field(FormFieldType.Text) with { Pattern = "[a-z]+" }, "abc1", "Does not match [a-z]+." },
        { Field(FormFieldType.Multiline), "a\nb", null },
        { Field(FormFieldType.Integer), 3.0, null },
        { Field(FormFieldType.Integer), 3.5, "Must be a whole number." },
        { Field(FormFieldType.Integer), "3", "Must be a whole number." },
        { Field(FormFieldType.Number) with { Min = 0.5 }, 0.25, "Must be at least 0.5." },
        { Field(FormFieldType.Number) with { Max = 2 }, 3L, "Must be at most 2." },
        { Field(FormFieldType.Boolean), true, null },
        { Field(FormFieldType.Boolean), "true", "Must be true or false." },
        { Field(FormFieldType.Choice) with { Options = ["a", "b"] }, "c", "'c' is none of a, b." },
        { Field(FormFieldType.MultiChoice) with { Options = ["a", "b"] }, new List<object?> { "a", "b" }, null },
        { Field(FormFieldType.MultiChoice) with { Options = ["a", "b"] }, new List<object?> { "a", "x" }, "'x' is none of a, b." },
        { Field(FormFieldType.Date), "2026-11-25", null },
        { Field(FormFieldType.Date), "2026-02-30", "Must be a day such as 2026-11-25." },
        { Field(FormFieldType.DateTime), "2026-11-25T08:00:00Z", null },
        { Field(FormFieldType.DateTime), "noon", "Must be a time such as 2026-11-25T08:00:00Z." },
        { Field(FormFieldType.Text) with { Required = true }, null, "Is required." },
        { Field(FormFieldType.Text) with { Required = true }, "", "Is required." },
        { Field(FormFieldType.Text) with { Required = true, Default = "d" }, null, null },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_fits_its_field_or_the_fault_is_told(FormField field, object? value, string? expected)
    {
        var (_, faults) = FormValidator.Check([field], new Dictionary<string, object?> { ["f"] = value });

        Assert.Equal(expected, faults.TryGetValue("f", out var found) ? Assert.Single(found) : null);
    }

    [Fact]
    public void A_pattern_that_takes_too_long_is_stopped()
    {
        var field = Field(FormFieldType.Text) with { Pattern = "(a+)+b" };

        var (_, faults) = FormValidator.Check([field], new Dictionary<string, object?> { ["f"] = new string('a', 40) });

        Assert.StartsWith("Takes too long", Assert.Single(faults["f"]), StringComparison.Ordinal);
    }

    private static FormField Field(FormFieldType type) => new() { Name = "f", Type = type };
}
