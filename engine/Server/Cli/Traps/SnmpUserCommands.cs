using System.CommandLine;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Traps;

/// <summary><c>orchestrator trap user …</c>: who may send version 3 traps. Passwords come from files or standard input, so that no list of processes shows them, and are never shown.</summary>
internal static class SnmpUserCommands
{
    private const string Users = "/api/v1/snmp/users";

    public static Command Create()
    {
        var client = new ClientArguments();
        var command = new Command("user", "Adds, changes, lists and removes SNMP version 3 users.") { List(client), Save(client, isNew: true), Save(client, isNew: false), Remove(client) };
        client.AddTo(command);
        return command;
    }

    private static Command List(ClientArguments client)
    {
        var command = new Command("list", "Lists the users; their passwords and keys are never shown.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            Print(client.Printer(parsed), await UsersAsync(api, cancellationToken));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Save(ClientArguments client, bool isNew)
    {
        var name = Name();
        var auth = new Option<string?>("--auth") { Description = "None, Md5, Sha1, Sha224, Sha256, Sha384 or Sha512.", HelpName = "PROTOCOL" };
        var authPassword = PasswordFile("--auth-password-file");
        var priv = new Option<string?>("--priv") { Description = "None, Des, Aes128, Aes192 or Aes256.", HelpName = "PROTOCOL" };
        var privPassword = PasswordFile("--priv-password-file");
        var extension = new Option<string?>("--key-extension") { Description = "Of AES-192 and AES-256: Blumenthal, or Reeder for Cisco's devices.", HelpName = "NAME" };
        var engines = new Option<string[]>("--engine") { Description = "Hexadecimal id of an engine that may send as this user; may be repeated. None: any.", HelpName = "HEX" };
        var command = isNew
            ? new Command("add", "Adds a user.\n\nExample: orchestrator trap user add vrops --auth Sha256 --auth-password-file auth.txt --priv Aes256 --priv-password-file priv.txt")
            : new Command("change", "Changes a user; what is not given stays, the passwords too while their protocols stay.");
        foreach (var option in (Option[])[auth, authPassword, priv, privPassword, extension, engines])
            command.Add(option);
        command.Add(name);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            var wanted = parsed.GetValue(name)!;
            var present = (await UsersAsync(api, cancellationToken)).FirstOrDefault(user => user!["name"]!.GetValue<string>() == wanted);
            if (present is null != isNew)
                throw new CliException(isNew ? $"There is a user '{wanted}' already: use change." : $"There is no user '{wanted}': use add.", ExitCode.Refused);
            var body = new JsonObject
            {
                ["auth"] = parsed.GetValue(auth) ?? present?["auth"]?.GetValue<string>() ?? "None",
                ["priv"] = parsed.GetValue(priv) ?? present?["priv"]?.GetValue<string>() ?? "None",
                ["keyExtension"] = parsed.GetValue(extension) ?? present?["keyExtension"]?.GetValue<string>() ?? "Blumenthal",
                ["engineIds"] = parsed.GetResult(engines) is null && present is not null
                    ? present["engineIds"]!.DeepClone()
                    : new JsonArray([.. (parsed.GetValue(engines) ?? []).Select(engine => (JsonNode)engine)]),
            };
            if (parsed.GetValue(authPassword) is { } authFile)
                body["authPassword"] = await ReadPasswordAsync(authFile, cancellationToken);
            if (parsed.GetValue(privPassword) is { } privFile)
                body["privPassword"] = await ReadPasswordAsync(privFile, cancellationToken);
            using var content = JsonContent.Create(body);
            Print(client.Printer(parsed), [await api.SendAsync(HttpMethod.Put, Address(wanted), content, cancellationToken)]);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Remove(ClientArguments client)
    {
        var name = Name();
        var command = new Command("remove", "Removes a user; its traps are refused from then on.") { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            await api.SendAsync(HttpMethod.Delete, Address(parsed.GetValue(name)!), null, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<JsonArray> UsersAsync(ApiClient api, CancellationToken cancellationToken) => (await api.GetAsync(Users, cancellationToken))!["items"]!.AsArray();

    private static async Task<string> ReadPasswordAsync(string file, CancellationToken cancellationToken)
    {
        var text = file == "-" ? await Console.In.ReadLineAsync(cancellationToken) ?? "" : System.Text.Encoding.UTF8.GetString(await TrapFiles.ReadAsync(file, cancellationToken)).TrimEnd('\r', '\n');
        return text.Length > 0 ? text : throw new CliException($"'{file}' has no password on its first line.", ExitCode.Usage);
    }

    private static Argument<string> Name() => new("name") { Description = "User name, at most 32 bytes." };

    private static Option<string?> PasswordFile(string name) => new(name) { Description = "File with the password, at least 8 characters; - reads a line from standard input.", HelpName = "FILE" };

    private static string Address(string name) => $"{Users}/{Uri.EscapeDataString(name)}";

    private static void Print(Printer printer, JsonArray users)
    {
        if (printer.IsJson)
            printer.Json(users);
        else
            printer.Table(users, ("NAME", "name"), ("LEVEL", "securityLevel"), ("AUTH", "auth"), ("PRIV", "priv"), ("EXTENSION", "keyExtension"), ("ENGINES", "engineIds"), ("CONFIGURED", "isConfigured"));
    }
}
