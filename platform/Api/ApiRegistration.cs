using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Stadtgespraeche.Api.Description;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Api;

/// <summary>
/// What every service's HTTP API has in common: errors, JSON, tokens, rights and its OpenAPI document.
/// </summary>
public static class ApiRegistration
{
    /// <summary>The scheme that finds out which kind of token a request carries.</summary>
    public const string DefaultScheme = "bearer";

    /// <summary>Registers it; <paramref name="title"/> names the API in its OpenAPI document.</summary>
    public static IHostApplicationBuilder AddApi(this IHostApplicationBuilder builder, string title)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = GermanTexts.Complete);
        builder.Services.AddExceptionHandler<BadRequests>();
        builder.Services.AddExceptionHandler<Unavailable>();
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        builder.Services.Configure<Microsoft.AspNetCore.Routing.RouteHandlerOptions>(options =>
            options.ThrowOnBadRequest = true
        );
        builder.Services.AddOpenApi(options =>
        {
            // Every slice may call its answer Response; the document needs them apart.
            options.CreateSchemaReferenceId = type =>
            {
                var id = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
                var slice = type.Type.DeclaringType?.Name ?? "";
                return id?.StartsWith(slice, StringComparison.Ordinal) == false ? slice + id : id;
            };
            options.AddDescriptions();
            options.AddSecurity();
            options.AddRefusals();
            options.AddExamples();
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    document.Info.Title = $"Stadtgespräche {title}";
                    document.Servers?.Clear();
                    return Task.CompletedTask;
                }
            );
        });
        builder.Services.AddAuthorization(Rights.AddPolicies);
        builder
            .Services.AddAuthentication(DefaultScheme)
            .AddPolicyScheme(DefaultScheme, null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, NoToken>(NoToken.Name, null);
        AccessTokens.Add(builder);
        return builder;
    }

    /// <summary>Put before the routes: turns every error into ProblemDetails, then checks tokens and rights.</summary>
    public static WebApplication UseApi(this WebApplication app)
    {
        app.UseAnswerHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(RefuseUnreadable);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseEndedMandate();
        app.UseKnownParametersOnly();
        app.MapOpenApi().AllowAnonymous();
        return app;
    }

    private static async Task RefuseUnreadable(HttpContext context, RequestDelegate next)
    {
        // The token server takes its parameters to the database as they are.
        if (!await ForeignBytes.AreReadableAsync(context.Request, context.Request.Path.StartsWithSegments("/connect")))
        {
            throw new BadHttpRequestException("unreadable");
        }

        await next(context);
    }

    // Several kinds of tokens arrive in the same header; the issuer tells them apart before anything is checked.
    private static string SchemeOf(HttpContext context)
    {
        var services = context.RequestServices;
        var token = BearerToken.Of(context.Request);
        var issuer = token is null ? null : BearerToken.TryRead(new JsonWebTokenHandler(), token)?.Issuer;
        var wanted =
            issuer == AccessTokens.IssuerOf(services.GetRequiredService<IConfiguration>())
                ? AccessTokens.Scheme
                : PersonalLinkTokens.Scheme;
        var schemes = services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.SchemeMap;
        return issuer is not null && schemes.ContainsKey(wanted) ? wanted : NoToken.Name;
    }
}
