using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Orchestrator.Tests.E2E;

/// <summary>The real parts that the tests use; ./test installs and starts them.</summary>
internal static class TestParts
{
    public static string Amqp => Required("ORCHESTRATOR_TEST_AMQP", "RabbitMQ (apt-get install rabbitmq-server)");

    public static string Postgres => Required("ORCHESTRATOR_TEST_POSTGRES", "PostgreSQL (apt-get install postgresql)");

    public static string Docker => Required("ORCHESTRATOR_TEST_DOCKER", "a Docker Engine (apt-get install docker.io)");

    /// <summary>The built server.</summary>
    public static string Server
    {
        get
        {
            var configuration = typeof(TestParts).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
            var path = Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_SERVER") is { Length: > 0 } given
                ? given
                : Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, $"../../../../../engine/Server/bin/{configuration}/net10.0/orchestrator"));
            Assert.True(File.Exists(path), $"The server is not built: there is no '{path}'. Start the tests by ./test, or build engine/Server.");
            return path;
        }
    }

    public static int FreeTcpPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static int FreeUdpPort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    private static string Required(string variable, string part)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        Assert.False(string.IsNullOrEmpty(value), $"{variable} is not set: this test needs {part}. Start the tests by ./test, which installs and starts it.");
        return value!;
    }
}
