using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orchestrator.Activities.Messaging.Vcd.WebHooks;

public static class VcdWebHookExtensions
{
    /// <summary>Adds signed calls of vCD's WebHook behaviours, configured by <c>VcdWebHooks</c>; map them by <see cref="MapVcdWebHooks"/>.</summary>
    public static IServiceCollection AddVcdWebHooks(this IServiceCollection services, Action<VcdWebHookOptions>? configure = null)
    {
        services.AddOptions<VcdWebHookOptions>().BindConfiguration("VcdWebHooks").Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<VcdWebHookDoor>();
        return services;
    }

    /// <summary><c>POST /hooks/vcd/{name}</c>; the signature is the credential.</summary>
    public static void MapVcdWebHooks(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/hooks/vcd/{name}", async (HttpContext context, string name, VcdWebHookDoor door) => await WriteAsync(context, await door.HandleAsync(context, name)))
        .AllowAnonymous()
        .ExcludeFromDescription();

    private static async Task WriteAsync(HttpContext context, Runtime.Api.ApiReply reply)
    {
        context.Response.StatusCode = reply.StatusCode;
        foreach (var (header, value) in reply.Headers)
            context.Response.Headers[header] = value;
        context.Response.ContentType = reply.ContentType;
        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted);
    }
}
