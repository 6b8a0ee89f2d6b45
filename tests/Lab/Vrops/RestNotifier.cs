using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Lab.Vrops;

/// <summary>Sends notifications of the REST plug-in, three times at most, like the product.</summary>
internal sealed partial class RestNotifier(TimeProvider time, ILogger<RestNotifier> logger) : IDisposable
{
    private const int Attempts = 3;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public async Task SendAsync(IReadOnlyList<RestNotice> notices)
    {
        foreach (var notice in notices)
        {
            for (var attempt = 1; !await TrySendAsync(notice) && attempt < Attempts; attempt++)
                await Task.Delay(TimeSpan.FromSeconds(attempt), time);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> TrySendAsync(RestNotice notice)
    {
        try
        {
            using var body = new StringContent(notice.Body.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await _http.PostAsync(notice.Url, body);
            if (answer.IsSuccessStatusCode)
                return true;
            LogNotSent(notice.Url, ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            LogNotSent(notice.Url, exception.Message);
        }

        return false;
    }
}
