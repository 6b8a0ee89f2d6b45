namespace Orchestrator.Runtime.Tasks.Forms;

/// <summary>What a field of a form takes.</summary>
public enum FormFieldType
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>Text of several lines.</summary>
    Multiline,

    /// <summary>A whole number of 64 bits.</summary>
    Integer,

    /// <summary>Any number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>One of the options.</summary>
    Choice,

    /// <summary>Any of the options, as a list.</summary>
    MultiChoice,

    /// <summary>A day, <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>A time with its offset, ISO 8601.</summary>
    DateTime,
}
