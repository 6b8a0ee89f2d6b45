namespace Orchestrator.Activities.Billing;

/// <summary>How a forecast came about.</summary>
public enum ForecastMethod
{
    /// <summary>There is no data to go by.</summary>
    None,

    /// <summary>The month is over: the forecast is what was spent.</summary>
    Actual,

    /// <summary>Fewer than three complete days are known: their plain average; without any, the cost of the unfinished day.</summary>
    ShortHistory,

    /// <summary>Average of the last 28 complete days, of the same weekday first, recent weeks counting more.</summary>
    WeekdayAverage,
}
