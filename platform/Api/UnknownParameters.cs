using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Stadtgespraeche.Api;

/// <summary>
/// Refuses a parameter in the address that an operation does not know, with 400 <c>parameter-unknown</c>, so that a
/// misspelt filter does not silently show everything.
/// </summary>
internal static class UnknownParameters
{
    public const string Code = "parameter-unknown";

    public static void UseKnownParametersOnly(this WebApplication app) =>
        app.Use(
            (http, next) =>
                http.Request.Query.Count > 0
                && http.GetEndpoint() is RouteEndpoint endpoint
                && IsOperation(endpoint.Metadata)
                && Names(endpoint) is var known
                && http.Request.Query.Keys.Any(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase))
                    ? Refusal(known).ExecuteAsync(http)
                    : next(http)
        );

    /// <summary>One that the API describes, not a page, the token server or what a framework answers.</summary>
    public static bool IsOperation(IEnumerable<object> metadata) =>
        metadata.OfType<IEndpointNameMetadata>().Any()
        && metadata.OfType<MethodInfo>().Any()
        && !metadata.OfType<IExcludeFromDescriptionMetadata>().Any();

    private static List<string> Names(RouteEndpoint endpoint) =>
        [
            .. endpoint
                .Metadata.GetRequiredMetadata<MethodInfo>()
                .GetParameters()
                .Where(IsFromQuery)
                .Select(parameter => parameter.Name!)
                .Where(name => endpoint.RoutePattern.GetParameter(name) is null),
        ];

    private static bool IsFromQuery(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return !parameter.IsDefined(typeof(FromHeaderAttribute))
            && (
                type == typeof(string)
                || type.IsPrimitive
                || type.IsEnum
                || type == typeof(Guid)
                || type == typeof(DateOnly)
                || type == typeof(DateTimeOffset)
            );
    }

    // What was sent is not repeated, for it could be anything.
    private static ProblemHttpResult Refusal(List<string> known) =>
        Problems.BadRequest(
            Code,
            known.Count == 0
                ? "Diese Adresse nimmt keine Parameter an."
                : $"Diese Adresse kennt einen der Parameter nicht. Möglich sind: {string.Join(", ", known)}."
        );
}
