using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Orchestrator.Activities.Billing;

/// <summary>
/// Plausible cost data of the lab's tenants, the same for a given day whenever it is generated: a file per tenant and month, for six whole months and the current one up to now.
/// </summary>
public static class SampleCosts
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "lab";

    private const int WholeMonths = 6;

    private static readonly JsonWriterOptions WriterOptions = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly SampleResource[] Resources =
    [
        new("pscoe", "Compute", "Virtual machines", "web-01", 96, "vCPU-Hours", 0.031m, 0.62m, 0.012m),
        new("pscoe", "Compute", "Virtual machines", "web-02", 96, "vCPU-Hours", 0.031m, 0.58m, 0.012m),
        new("pscoe", "Compute", "Virtual machines", "batch-01", 144, "vCPU-Hours", 0.027m, 0.35m, 0.030m),
        new("pscoe", "Storage", "Block storage", "vdc1-gold", 1450, "GB-Days", 0.0034m, 1m, 0.021m),
        new("pscoe", "Storage", "Object storage", "backups", 5200, "GB-Days", 0.0009m, 1m, 0.034m),
        new("pscoe", "Networking", "Edge gateway", "edge-pscoe", 24, "Hours", 0.085m, 1m, 0m),
        new("pscoe", "Networking", "Internet traffic", "app-net", 210, "GB", 0.011m, 0.45m, 0.026m),
        new("pscoe", "Databases", "Managed PostgreSQL", "shop-db", 48, "vCPU-Hours", 0.072m, 0.9m, 0.008m),
        new("pscoe", "Licenses", "Operating systems", "Red Hat Enterprise Linux", 3, "Instances", 0.68m, 1m, 0.010m),
        new("acme", "Compute", "Virtual machines", "crm-01", 192, "vCPU-Hours", 0.031m, 0.30m, 0.006m),
        new("acme", "Storage", "Block storage", "acme-vdc-gold", 820, "GB-Days", 0.0034m, 1m, 0.015m),
        new("acme", "Networking", "Edge gateway", "edge-acme", 24, "Hours", 0.085m, 1m, 0m),
        new("acme", "Networking", "Internet traffic", "crm-net", 64, "GB", 0.011m, 0.25m, 0.010m),
        new("acme", "Databases", "Managed SQL Server", "crm-db", 96, "vCPU-Hours", 0.064m, 0.95m, 0.004m),
        new("acme", "Licenses", "Database licenses", "SQL Server Standard", 4, "Cores", 1.92m, 1m, 0m),
    ];

    /// <summary>Tenants with sample data.</summary>
    public static IReadOnlyList<string> Tenants { get; } = [.. Resources.Select(r => r.Tenant).Distinct()];

    /// <summary>File names with their JSON.</summary>
    public static IEnumerable<(string Name, byte[] Json)> Files(DateTimeOffset now)
    {
        var current = BillingMonth.Of(now);
        foreach (var tenant in Tenants)
            for (var month = current.Plus(-WholeMonths); month <= current; month = month.Plus(1))
                yield return ($"{tenant}-{month}.json", Write(tenant, month, now));
    }

    private static byte[] Write(string tenant, BillingMonth month, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("source", SourceName);
            writer.WriteString("currency", "EUR");
            writer.WriteStartArray("lines");
            for (var day = month.First; day <= month.Last; day = day.AddDays(1))
            {
                // The current day counts up to the last full hour; later starts correct it.
                var hours = Math.Clamp((int)Math.Floor((now - Start(day)).TotalHours), 0, 24);
                foreach (var resource in Resources.Where(r => hours > 0 && r.Tenant == tenant))
                    WriteLine(writer, resource, day, hours);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteLine(Utf8JsonWriter writer, SampleResource resource, DateOnly day, int hours)
    {
        var quantity = decimal.Round(Quantity(resource, day) * hours / 24, 3);
        writer.WriteStartObject();
        writer.WriteString("id", $"{resource.Category}/{resource.Name}/{day:yyyy-MM-dd}".ToLowerInvariant().Replace(' ', '-'));
        writer.WriteString("org", resource.Tenant);
        writer.WriteString("chargePeriodStart", Start(day).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        writer.WriteString("chargePeriodEnd", Start(day).AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        writer.WriteString("serviceCategory", resource.Category);
        writer.WriteString("serviceName", resource.Service);
        writer.WriteString("resourceId", $"urn:sample:{resource.Tenant}:{resource.Name}".ToLowerInvariant().Replace(' ', '-'));
        writer.WriteString("resourceName", resource.Name);
        writer.WriteNumber("consumedQuantity", quantity);
        writer.WriteString("consumedUnit", resource.Unit);
        writer.WriteNumber("billedCost", decimal.Round(quantity * resource.Price, 4));
        writer.WriteStartObject("tags");
        writer.WriteString("environment", "production");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static decimal Quantity(SampleResource resource, DateOnly day)
    {
        var months = (day.Year - 2026) * 12 + day.Month - 1 + (decimal)day.Day / 31;
        var growth = Math.Clamp(1 + resource.Growth * months, 0.2m, 5m);
        var weekday = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? resource.Weekend : 1m;
        var wobble = resource.Weekend == 1m ? 1m : 0.94m + 0.12m * Hash($"{resource.Tenant}/{resource.Name}/{day.DayNumber}") / uint.MaxValue;
        return resource.PerDay * growth * weekday * wobble;
    }

    // FNV-1a: the same on every machine and in every version.
    private static uint Hash(string text) => Encoding.UTF8.GetBytes(text).Aggregate(2166136261u, (hash, b) => unchecked((hash ^ b) * 16777619u));

    private static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
