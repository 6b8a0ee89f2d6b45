using Orchestrator.Server.Docs.Examples;
using Orchestrator.Server.ElsaApi;
using Scalar.AspNetCore;

namespace Orchestrator.Server.Docs;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c> and the page at <c>/docs</c> that shows it; both work without the internet.</summary>
internal static class DocsExtensions
{
    private const string DocumentName = "v1";

    public static IServiceCollection AddDocs(this IServiceCollection services) => services
        .AddSingleton<ExampleBook>()
        .AddOpenApi(DocumentName, options =>
        {
            options.AddDocumentTransformer<DocumentFacts>();
            options.AddDocumentTransformer<TenantApiPaths>();
            options.AddDocumentTransformer<OpenApiExamples>();
        })
        .AddOpenApi(ElsaApiExtensions.DocumentName, options =>
        {
            options.ShouldInclude = description => description.GroupName == ElsaApiExtensions.DocumentName;
            options.AddDocumentTransformer<DocumentFacts>();
            options.AddDocumentTransformer<OpenApiExamples>();
        });

    public static void MapDocs(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi().AllowAnonymous();
        endpoints.MapScalarApiReference("/docs", options => options
            .WithTitle("Orchestrator API")
            .AddDocuments(DocumentName, ElsaApiExtensions.DocumentName)
            .WithOpenApiRoutePattern("/openapi/{documentName}.json")
            .HideDeveloperTools()
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()).AllowAnonymous();
    }
}
