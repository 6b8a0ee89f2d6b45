namespace Orchestrator.Server.Torture;

/// <summary>The workflows under load: an effect, a timer, an effect, an event by way of the outbox, an effect; started by each door.</summary>
internal static class TortureDefinitions
{
    public const string Prefix = "torture";

    public const string Http = "torture-http";

    public const string Amqp = "torture-amqp";

    public const string Traps = "torture-trap";

    /// <summary>Queue that starts <see cref="Amqp"/>.</summary>
    public const string Queue = "orchestrator-torture";

    /// <summary>Trap that starts <see cref="Traps"/>, and its variable with the operation; below the OID for examples of RFC 5612.</summary>
    public const string TrapOid = "1.3.6.1.4.1.32473.1.0.1";

    public const string OperationOid = "1.3.6.1.4.1.32473.1.1";

    public const int Steps = 3;

    public static IEnumerable<string> For(TortureOptions options, Uri witness)
    {
        yield return Definition(Http, null, "getInput('op')", witness);
        if (options.Amqp is not null)
        {
            var trigger = $$$"""{"id":"start","type":"Orchestrator.AmqpMessageReceived","version":1,"customProperties":{"canStartWorkflow":true},"queue":{{{Literal(Queue)}}} }""";
            yield return Definition(Amqp, trigger, "getOutputFrom('start').body.op", witness);
        }

        if (options.Traps)
        {
            var trigger = $$$"""
                {"id":"start","type":"Orchestrator.SnmpTrapReceived","version":1,"customProperties":{"canStartWorkflow":true},
                 "oidPrefixes":{"typeName":"String[]","expression":{"type":"Object","value":"[\"{{{TrapOid}}}\"]"} } }
                """;
            yield return Definition(Traps, trigger, $"getOutputFrom('start').variables.list.filter(v => v.oid.startsWith('{OperationOid}'))[0].value", witness);
        }
    }

    private static string Definition(string id, string? trigger, string operation, Uri witness)
    {
        var nodes = new List<string>();
        if (trigger is not null)
            nodes.Add(trigger);
        nodes.Add($$$"""{"id":"op","type":"Elsa.SetVariable","version":1,"variable":{"id":"op","name":"op","typeName":"String"},"value":{{{Script(operation)}}} }""");
        nodes.Add(Effect(1, witness));
        nodes.Add($$$"""{"id":"wait","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:00:00.150"} } }""");
        nodes.Add(Effect(2, witness));
        nodes.Add($$$"""{"id":"publish","type":"Elsa.PublishEvent","version":1,"eventName":{{{Script("'torture-' + getVariable('op')")}}} }""");
        nodes.Add($$$"""{"id":"event","type":"Elsa.Event","version":1,"eventName":{{{Script("'torture-' + getVariable('op')")}}} }""");
        nodes.Add(Effect(3, witness));
        string[] ids = [.. trigger is null ? (string[])[] : ["start"], "op", "effect1", "wait", "effect2", "publish", "event", "effect3"];
        var connections = ids.Zip(ids.Skip(1), (from, to) => $$$"""{"source":{"activity":"{{{from}}}","port":"Done"},"target":{"activity":"{{{to}}}","port":"In"} }""");
        return $$$"""
            {"definitionId":"{{{id}}}","name":"{{{id}}}","variables":[{"id":"op","name":"op","typeName":"String"}],
             "root":{"id":"flow","type":"Elsa.Flowchart","version":1,"activities":[{{{string.Join(",\n", nodes)}}}],"connections":[{{{string.Join(",", connections)}}}]}}
            """;
    }

    private static string Effect(int step, Uri witness) => $$$"""
        {"id":"effect{{{step}}}","type":"Elsa.FlowSendHttpRequest","version":1,"method":{{{Literal("POST")}}},
         "url":{"typeName":"Uri","expression":{"type":"JavaScript","value":"'{{{witness}}}effect/' + getVariable('op') + '/{{{step}}}'"} } }
        """;

    private static string Literal(string value) => $$$"""{"typeName":"String","expression":{"type":"Literal","value":"{{{value}}}"}}""";

    private static string Script(string script) => $$$"""{"typeName":"String","expression":{"type":"JavaScript","value":"{{{script}}}"}}""";
}
