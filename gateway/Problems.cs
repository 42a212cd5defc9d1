using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Stadtgespraeche.Gateway;

/// <summary>
/// The gateway's own errors: ProblemDetails (RFC 9457) with a German text for people and a stable <c>code</c> for
/// programs.
/// </summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string code) =>
        TypedResults.Problem(
            Text(status).Detail,
            statusCode: status,
            title: Text(status).Title,
            extensions: [new("code", code)]
        );

    /// <summary>
    /// Puts the German texts on what the framework answers by itself; 500 tells the trace id and nothing else.
    /// </summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        problem.Type = null;
        (problem.Title, problem.Detail) = Text(status);
        problem.Extensions.TryAdd("code", Code(status));
        if (status == StatusCodes.Status500InternalServerError)
        {
            problem.Extensions["traceId"] =
                Activity.Current?.TraceId.ToHexString() ?? context.HttpContext.TraceIdentifier;
        }
    }

    internal static (string Title, string Detail) Text(int status) =>
        status switch
        {
            400 => ("Die Anfrage ist nicht lesbar.", "Bitte prüfen Sie die Anfrage."),
            401 => ("Bitte weisen Sie sich aus.", "Das Token gilt nicht oder ist abgelaufen."),
            404 => ("Nicht gefunden.", "Unter dieser Adresse gibt es nichts."),
            405 => (
                "Diese Anfrage ist hier nicht möglich.",
                "Die Adresse gibt es, aber nicht für diese Art von Anfrage."
            ),
            408 => ("Die Anfrage hat zu lange gedauert.", "Bitte versuchen Sie es noch einmal."),
            413 => ("Die Anfrage ist zu groß.", "Eine Anfrage darf höchstens 1 MB groß sein."),
            429 => ("Zu viele Anfragen.", "Bitte warten Sie einen Augenblick und versuchen Sie es dann noch einmal."),
            502 => (
                "Der Dienst ist gerade nicht erreichbar.",
                "Bitte versuchen Sie es in einigen Minuten noch einmal."
            ),
            503 => (
                "Der Dienst ist gerade nicht erreichbar.",
                "Bitte versuchen Sie es in einigen Minuten noch einmal."
            ),
            504 => ("Der Dienst antwortet gerade nicht.", "Bitte versuchen Sie es in einigen Minuten noch einmal."),
            _ => ("Es ist ein Fehler aufgetreten.", "Bitte versuchen Sie es später noch einmal."),
        };

    private static string Code(int status) =>
        status switch
        {
            400 => "request-malformed",
            401 => "token-missing-or-invalid",
            404 => "not-found",
            405 => "method-not-allowed",
            408 => "request-timeout",
            413 => "request-too-large",
            429 => "too-many-requests",
            502 or 503 => "service-unavailable",
            504 => "service-timeout",
            _ => "unexpected",
        };
}
