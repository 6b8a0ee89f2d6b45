using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Activities.Functions;

/// <summary>Settings of functions.</summary>
public sealed class FunctionsOptions
{
    /// <summary>
    /// Docker Engine: <c>auto</c> (default: <c>DOCKER_HOST</c> when it is a unix socket, else <c>/var/run/docker.sock</c>), <c>unix:///path</c>, or <c>none</c>.
    /// The engine must be on this machine: functions are reached over unix sockets.
    /// </summary>
    [Required]
    public string Docker { get; set; } = "auto";

    /// <summary>Image to build functions from; it must hold <c>/usr/bin/node</c>. Default null: one is made of this machine's Node.js.</summary>
    public string? BaseImage { get; set; }

    /// <summary>Node.js program of this machine. Default null: <c>node</c> or <c>nodejs</c> of the path.</summary>
    public string? NodePath { get; set; }

    /// <summary>Register routes with vCloud Director's API extensibility; needs vCloud Director and its message broker. Default false.</summary>
    public bool RegistersApi { get; set; }

    /// <summary>How often the engine is looked for while it is away, and leftovers are cleared away. Default 30 s, from 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for an image to build. Default 120 s, from 5 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan BuildTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>Time from a container's start until it takes requests. Default 30 s, from 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time that a call waits for a free container. Default 30 s, from 0 to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan SlotTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Containers per version, each of which runs one call at a time. Default 4, from 1 to 64.</summary>
    [Range(1, 64)]
    public int MaxContainersPerFunction { get; set; } = 4;

    /// <summary>Calls that may wait for a container of a version; further ones are refused. Default 100, from 0 to 10 000.</summary>
    [Range(0, 10_000)]
    public int MaxWaitingCalls { get; set; } = 100;

    /// <summary>Containers started at the same time. Default 0: two per processor. At most 256.</summary>
    [Range(0, 256)]
    public int MaxParallelStarts { get; set; }

    /// <summary>Longest answer of a handler, in bytes. Default 1 MiB, from 1 KiB to 16 MiB.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxReplyBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Statements that a call may execute in the embedded sandbox for each second of its function's time limit, so that the same code does not meet another
    /// limit on a faster machine; an empty loop reaches 50 million on a fast one. Default 200 million, from 1000 up.
    /// </summary>
    [Range(1000, int.MaxValue)]
    public int EmbeddedStatementsPerSecond { get; set; } = 200_000_000;

    /// <summary>Depth of calls in the embedded sandbox. Default 200, from 10 to 1000.</summary>
    [Range(10, 1000)]
    public int EmbeddedMaxRecursion { get; set; } = 200;

    /// <summary>Time of one regular expression in the embedded sandbox. Default 200 ms, from 1 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan EmbeddedRegexTimeout { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Calls that run in the embedded sandbox at the same time. Default 0: two per processor. At most 256.</summary>
    [Range(0, 256)]
    public int EmbeddedMaxParallel { get; set; }
}
