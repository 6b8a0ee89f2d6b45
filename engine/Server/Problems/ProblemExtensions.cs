namespace Orchestrator.Server.Problems;

internal static class ProblemExtensions
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<BadRequestHandler>();
        services.AddExceptionHandler<IntakeSuspendedHandler>();
        services.AddExceptionHandler<UnexpectedFaultHandler>();
        // Bad bodies and parameters throw, so that the answer can say what is wrong with them.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    /// <summary>Turns exceptions and bare error statuses into problem details.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            AllowStatusCode404Response = true,
            ExceptionHandler = _ => Task.CompletedTask,
            SuppressDiagnosticsCallback = _ => true,
        });
        app.UseStatusCodePages(context =>
        {
            var http = context.HttpContext;
            var (title, detail) = http.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => ("No such route", $"There is nothing at '{http.Request.Path}'."),
                StatusCodes.Status405MethodNotAllowed => ("Method not allowed", $"'{http.Request.Path}' takes {http.Response.Headers.Allow}, not {http.Request.Method}."),
                StatusCodes.Status415UnsupportedMediaType => ("Unsupported media type", "Send the body as 'Content-Type: application/json'."),
                _ => ("The request failed", null),
            };
            return Problem.WriteAsync(http, http.Response.StatusCode, title, detail);
        });
        return app;
    }
}
