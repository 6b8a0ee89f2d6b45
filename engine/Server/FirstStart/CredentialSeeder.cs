using System.Text.Json;
using Orchestrator.Runtime;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Hosting;
using Orchestrator.Server.Rest.Users;
using Orchestrator.Workflows;

namespace Orchestrator.Server.FirstStart;

/// <summary>
/// Makes the first administrator and the first API key when the database has no user. The file is written before the hashes: a crash in between is mended by the
/// next start, which takes the secrets of the file. So does a new database beside an old file, so that what the file says is true.
/// </summary>
internal sealed class CredentialSeeder(DataFolder folder, IdentityStore store, Passwords passwords, IIdGenerator ids, TimeProvider time)
{
    public const string FileName = "initial-credentials.json";
    private const string AdminUser = "admin";
    private static readonly JsonSerializerOptions Json = new(PlainJson.Options) { WriteIndented = true };

    public async ValueTask<FirstStartResult> SeedAsync(string url, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.Path, FileName);
        var known = Read(path);
        if ((await store.ListUsersAsync(cancellationToken)).Count > 0)
        {
            if (known is not null && known.Url != url)
                Write(path, known = known with { Url = url });
            return new FirstStartResult(false, known, path);
        }

        var credentials = known is null
            ? new InitialCredentials(url, AdminUser, Secrets.NewPassword(), Secrets.NewToken(ApiKeyEndpoints.Prefix))
            : known with { Url = url };
        Write(path, credentials);
        await StoreAsync(credentials, cancellationToken);
        return new FirstStartResult(true, credentials, path);
    }

    private async ValueTask StoreAsync(InitialCredentials credentials, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // The key first: the user is what tells the next start that all is done.
        await store.SaveApiKeyAsync(
            credentials.ApiKey,
            new ApiKeyDocument { KeyId = ids.NewId(), Name = "initial", Role = Roles.Administrator, CreatedAt = now, CreatedBy = "first start" },
            cancellationToken);
        await store.SaveUserAsync(
            new UserDocument
            {
                Name = credentials.AdminUser,
                Role = Roles.Administrator,
                PasswordHash = passwords.Hash(credentials.AdminPassword),
                CreatedAt = now,
                CreatedBy = "first start",
            },
            cancellationToken);
    }

    private static InitialCredentials? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            var credentials = JsonSerializer.Deserialize<InitialCredentials>(File.ReadAllBytes(path), Json);
            return credentials is { AdminUser.Length: > 0, AdminPassword.Length: > 0, ApiKey.Length: > 0 }
                ? credentials
                : throw new StartupException($"'{path}' lacks adminUser, adminPassword or apiKey: mend it or move it away.");
        }
        catch (JsonException exception)
        {
            throw new StartupException($"'{path}' is not the JSON that it should be: mend it or move it away.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StartupException($"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    private static void Write(string path, InitialCredentials credentials) => DataFolders.WritePrivate(path, JsonSerializer.SerializeToUtf8Bytes(credentials, Json));
}
