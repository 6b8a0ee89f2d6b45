using System.Net.Http.Headers;
using System.Text;

namespace Orchestrator.Tests.E2E;

/// <summary>Calls a server as a user does. A server that is down answers status 0.</summary>
internal sealed class Api(Uri url, string? apiKey = null) : IDisposable
{
    private readonly HttpClient _client = Client(url, apiKey);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, string? json = null) => SendAsync(HttpMethod.Post, path, json);

    public Task<Answer> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, path, json);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        try
        {
            using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        catch (HttpRequestException exception)
        {
            return new Answer(0, exception.Message);
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpClient Client(Uri url, string? apiKey)
    {
        var client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(60) };
        if (apiKey is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", apiKey);
        return client;
    }
}
