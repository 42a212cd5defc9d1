using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// Answers 413 before anything is forwarded when a request announces more than
/// <see cref="ServiceDefaultsExtensions.MaxRequestBody"/> bytes. The server cuts off a body of unannounced length;
/// <see cref="Failures"/> explains that case.
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
