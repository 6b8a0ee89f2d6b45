using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Activities.Billing;

/// <summary>Settings of billing; configuration section <c>Billing</c>.</summary>
public sealed class BillingOptions
{
    /// <summary>Where cost data comes from. Names are unique. Default: none.</summary>
    public IList<CostSourceRegistration> Sources { get; } = [];

    /// <summary>
    /// Writes sample cost data of the lab's tenants to <c>lab/costs</c> under the data folder at each start and registers that folder as source <c>lab</c>. Default: false.
    /// </summary>
    public bool WriteSamples { get; set; }

    /// <summary>Collects once when the server starts, at most once per hour, besides the schedule. Default: true.</summary>
    public bool CollectAtStart { get; set; } = true;

    /// <summary>Lines that are saved in one transaction. Default 500.</summary>
    [Range(1, 5000)]
    public int BatchSize { get; set; } = 500;

    /// <summary>Faulty lines that a collection keeps with their reason; the others are only counted. Default 100.</summary>
    [Range(1, 1000)]
    public int MaxFaultsKept { get; set; } = 100;

    /// <summary>Most lines of one CSV export; a larger one is refused with the advice to narrow it. Default 200000.</summary>
    [Range(1, 2_000_000)]
    public int MaxExportLines { get; set; } = 200_000;

    /// <summary>Currency of a summary without any data: ISO 4217. Default EUR.</summary>
    [Required, RegularExpression("^[A-Z]{3}$")]
    public string DefaultCurrency { get; set; } = "EUR";

    /// <summary>Name of the provider in exports (FOCUS columns ProviderName, PublisherName, InvoiceIssuerName, BillingAccountName).</summary>
    [Required]
    public string ProviderName { get; set; } = "Cloud Provider";

    /// <summary>FOCUS column BillingAccountId.</summary>
    [Required]
    public string BillingAccountId { get; set; } = "provider";
}
