using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Stadtgespraeche.Api;

/// <summary>
/// Expected errors: ProblemDetails (RFC 9457) with a German text for people and a stable <c>code</c> for programs.
/// </summary>
public static class Problems
{
    public static ProblemHttpResult BadRequest(string code, string detail) =>
        Of(StatusCodes.Status400BadRequest, code, detail);

    public static ProblemHttpResult Forbidden(string code, string detail) =>
        Of(StatusCodes.Status403Forbidden, code, detail);

    public static ProblemHttpResult NotFound(string code, string detail) =>
        Of(StatusCodes.Status404NotFound, code, detail);

    public static ProblemHttpResult Conflict(string code, string detail) =>
        Of(StatusCodes.Status409Conflict, code, detail);

    public static ProblemHttpResult Gone(string code, string detail) => Of(StatusCodes.Status410Gone, code, detail);

    public static ProblemHttpResult Of(int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: Title(status), extensions: [new("code", code)]);

    internal static string Title(int status) =>
        status switch
        {
            400 => "Die Angaben sind nicht vollständig oder nicht richtig.",
            401 => "Bitte weisen Sie sich aus.",
            403 => "Das ist Ihnen nicht erlaubt.",
            404 => "Nicht gefunden.",
            405 => "Diese Anfrage ist hier nicht möglich.",
            408 => "Die Anfrage hat zu lange gedauert.",
            409 => "Das passt nicht zum jetzigen Stand.",
            410 => "Das gibt es nicht mehr.",
            413 => "Die Anfrage ist zu groß.",
            415 => "Dieses Datenformat wird nicht angenommen.",
            429 => "Zu viele Anfragen. Bitte warten Sie einen Augenblick.",
            503 => "Der Dienst ist gerade nicht erreichbar.",
            _ => "Es ist ein Fehler aufgetreten.",
        };

    internal static string Code(int status) =>
        status switch
        {
            400 => "request-malformed",
            401 => "token-missing-or-invalid",
            403 => "not-allowed",
            404 => "not-found",
            405 => "method-not-allowed",
            408 => "request-timeout",
            413 => "request-too-large",
            415 => "content-type-not-supported",
            429 => "too-many-requests",
            503 => "service-unavailable",
            _ => "unexpected",
        };
}
