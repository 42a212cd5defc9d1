using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// Answers 413 before anything is forwarded when a request announces more than <see
/// cref="ServiceDefaultsExtensions.MaxRequestBody"/>
/// bytes. A body of unannounced length is cut off by the server; <see cref="Failures"/> explains that one.
/// </summary>
internal static class BodyLimit
{
    public static void UseBodyLimit(this WebApplication app) =>
        app.Use(
            (context, next) =>
                context.Request.ContentLength > ServiceDefaultsExtensions.MaxRequestBody
                    ? Problems.Of(StatusCodes.Status413PayloadTooLarge, "request-too-large").ExecuteAsync(context)
                    : next(context)
        );
}
