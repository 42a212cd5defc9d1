using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Stadtgespraeche.Api;

/// <summary>
/// A member whose mandate has ended may still sign in, read, export and erase until everything is deleted, but nothing
/// else. A request that changes something is refused with 403 <c>member-departed</c>, unless its route says that it is
/// about one's own data.
/// </summary>
public static class EndedMandate
{
    /// <summary>The role that tokens carry in place of all others when the mandate has ended.</summary>
    public const string Role = "departed";

    internal const string Code = "member-departed";

    /// <summary>Such a member may use this route as well, though it changes something.</summary>
    public static TBuilder AllowedAfterMandate<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(Allowed.Instance);

    public static ProblemHttpResult Refusal() =>
        Problems.Forbidden(
            Code,
            "Ihr Mandat ist beendet. Sie können Ihre Daten noch ansehen, herunterladen und löschen, aber nicht mehr mitwirken. "
                + "Bitte wenden Sie sich an Ihre Kommune, wenn das nicht stimmt."
        );

    internal static void UseEndedMandate(this WebApplication app) =>
        app.Use(
            (http, next) =>
                http.User.IsSignedIn()
                && http.User.IsInRole(Role)
                && MayRefuse(http.Request.Method, http.GetEndpoint()?.Metadata ?? EndpointMetadataCollection.Empty)
                    ? Refusal().ExecuteAsync(http)
                    : next(http)
        );

    internal static bool MayRefuse(string? method, IEnumerable<object> metadata) =>
        Changes(method ?? "") && !metadata.OfType<Allowed>().Any();

    private static bool Changes(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private sealed class Allowed
    {
        public static readonly Allowed Instance = new();
    }
}
