using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Stadtgespraeche.Api;

/// <summary>
/// Says in the OpenAPI document what each route requires: nothing, a sign-in (OAuth 2.0 authorization code with PKCE),
/// or the personal link of a mail. Read from the same policies that decide, so it cannot say anything else.
/// </summary>
internal static class OpenApiSecurity
{
    private const string SignIn = "signIn";
    private const string Link = "personalLink";

    public static void AddSecurity(this OpenApiOptions options)
    {
        options.AddDocumentTransformer(
            (document, context, _) =>
            {
                var issuer = AccessTokens.IssuerOf(context.ApplicationServices.GetRequiredService<IConfiguration>());
                document.AddComponent(
                    SignIn,
                    new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.OAuth2,
                        Description =
                            "Sign-in with an OpenID Connect client, PKCE (S256) required; everything else: "
                            + $"{issuer}.well-known/openid-configuration",
                        Flows = new OpenApiOAuthFlows
                        {
                            AuthorizationCode = new OpenApiOAuthFlow
                            {
                                AuthorizationUrl = new Uri($"{issuer}connect/authorize"),
                                TokenUrl = new Uri($"{issuer}connect/token"),
                                RefreshUrl = new Uri($"{issuer}connect/token"),
                                Scopes = new Dictionary<string, string>
                                {
                                    ["openid"] = "Who signed in",
                                    ["profile"] = "The name",
                                    ["offline_access"] = "Refresh tokens",
                                    [PersonalLink.Audience] = "This API",
                                },
                            },
                        },
                    }
                );
                document.AddComponent(
                    Link,
                    new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.Http,
                        Scheme = "bearer",
                        BearerFormat = "JWT",
                        Description = "The token of the personal link in a city's mail",
                    }
                );
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                var rights = context.Description.ActionDescriptor.EndpointMetadata;
                var policies = rights.OfType<IAuthorizeData>().Select(right => right.Policy).OfType<string>().ToList();
                if (rights.OfType<IAllowAnonymous>().Any() || policies.Count == 0)
                {
                    return Task.CompletedTask;
                }

                operation.Security =
                [
                    .. SchemesOf(policies)
                        .Select(scheme => new OpenApiSecurityRequirement
                        {
                            [new OpenApiSecuritySchemeReference(scheme, context.Document)] =
                                scheme == SignIn ? [PersonalLink.Audience] : [],
                        }),
                ];
                operation.Responses ??= [];
                operation.Responses.TryAdd("401", new OpenApiResponse { Description = "Needs a token" });
                operation.Responses.TryAdd(
                    "403",
                    new OpenApiResponse { Description = $"Needs {string.Join(", ", policies)}" }
                );
                return Task.CompletedTask;
            }
        );
    }

    private static string[] SchemesOf(List<string> policies) =>
        policies.Exists(policy => policy is Rights.Contributor or Rights.MemberOrSpeaker) ? [SignIn, Link]
        : policies.Exists(policy => policy is Rights.SeatLink or Rights.ContributionLink or Rights.ApplicationLink)
            ? [Link]
        : [SignIn];
}
