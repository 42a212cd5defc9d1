using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// The hub's API as the portal sees it behind the gateway. Takes tokens that end in "echt" and refuses, as the services
/// do, who lacks the role that a route asks for; <see cref="Down"/> makes it answer nothing but 502.
/// </summary>
public sealed class ScriptedApi
{
    public bool Down { get; set; }

    /// <summary>How long every answer takes.</summary>
    public TimeSpan Slow { get; set; }

    /// <summary>So many changes are refused as the gateway does while a service is away, with the usual wait.</summary>
    public int Stumbles { get; set; }

    public ScriptedIssuer Issuer { get; } = new();

    public ScriptedPrivacy Privacy { get; } = new();

    public ScriptedRights Rights { get; } = new();

    public ScriptedApplications Applications { get; } = new();

    public ScriptedRemovals Removals { get; } = new();

    public ScriptedPartners Partners { get; } = new();

    public ScriptedDrafts Drafts { get; } = new();

    public ScriptedSeries Series { get; } = new();

    public ScriptedRecords Records { get; } = new();

    public ScriptedImpulses Impulses { get; } = new();

    public ScriptedTopics Topics { get; } = new();

    public ScriptedCalendars Calendars { get; } = new();

    /// <summary>Everything that was asked: method and path.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What was taken that changes something: method and path.</summary>
    public ConcurrentQueue<string> Changes { get; } = new();

    public IResult Answer(HttpRequest request, string path)
    {
        Calls.Enqueue($"{request.Method} {path}");
        if (Stumbles > 0 && !HttpMethods.IsGet(request.Method) && path.StartsWith("/api/", StringComparison.Ordinal))
        {
            Stumbles--;
            request.HttpContext.Response.Headers.RetryAfter = "30";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        return Issuer.Answer(request) ?? Scripted(request, path);
    }

    private IResult Scripted(HttpRequest request, string path) =>
        (Down ? Results.StatusCode(StatusCodes.Status502BadGateway) : null)
        ?? Partners.Answer(request, path)
        ?? Rights.Answer(request, path)
        ?? Applications.Answer(request, path)
        ?? Refusal(request, path)
        ?? Noted(request, path)
        ?? Removals.Answer(request, path)
        ?? Series.Answer(request, path)
        ?? Records.Answer(request, path)
        ?? Drafts.Answer(request, path)
        ?? Impulses.Answer(request, path)
        ?? Topics.Answer(request, path)
        ?? Privacy.Answer(request, path)
        ?? Calendars.Answer(request, path)
        ?? ScriptedMember.Answer(request, path)
        ?? ScriptedSessions.Answer(request, path)
        ?? Results.StatusCode(StatusCodes.Status404NotFound);

    internal static IResult Json(object value) => Results.Json(value, JsonSerializerOptions.Web);

    /// <summary>The rights of docs/rights.md, as far as pages meet them.</summary>
    private static IResult? Refusal(HttpRequest request, string path)
    {
        var token = request.Headers.Authorization.ToString();
        var role = path switch
        {
            "/api/registration/erasures" => "operator",
            _ when path.StartsWith(ScriptedImpulses.Invitations, StringComparison.Ordinal) => "organiser",
            _ when path.StartsWith("/api/registration/membership-requests/", StringComparison.Ordinal) => null,
            _ when path.EndsWith("/company", StringComparison.Ordinal) => "",
            _ when path.EndsWith("/retention", StringComparison.Ordinal)
                    || path.EndsWith("/audit", StringComparison.Ordinal)
                    || path.EndsWith("/participants", StringComparison.Ordinal)
                    || path.EndsWith("/submitted", StringComparison.Ordinal)
                    || path.EndsWith("/edit", StringComparison.Ordinal)
                    || path.EndsWith("/topics/all", StringComparison.Ordinal)
                    || path.EndsWith("/calls/all", StringComparison.Ordinal)
                    || path.EndsWith("/release", StringComparison.Ordinal)
                    || path.EndsWith("/removal", StringComparison.Ordinal)
                    || path.EndsWith("/export", StringComparison.Ordinal) => "organiser",
            _ when path.EndsWith("/reach", StringComparison.Ordinal)
                    || path.StartsWith("/api/scheduling/drafts", StringComparison.Ordinal)
                    || (
                        path.StartsWith("/api/scheduling/sessions/", StringComparison.Ordinal)
                        && request.Method == "PUT"
                    ) => "organiser",
            _ when path.Contains("/me/")
                    || path.EndsWith("/seat", StringComparison.Ordinal)
                    || path.EndsWith("/authorship", StringComparison.Ordinal)
                    || request.Method != "GET" => "",
            _ => null,
        };
        if (role is null)
        {
            return null;
        }

        if (!token.EndsWith("echt", StringComparison.Ordinal))
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }
        // A token that was not got by signing in is a link's.
        return role.Length > 0 && token.Contains("zugang-") && !token.Contains($"-{role}-")
            ? Results.StatusCode(StatusCodes.Status403Forbidden)
            : null;
    }

    private IResult? Noted(HttpRequest request, string path)
    {
        if (request.Method != "GET")
        {
            Changes.Enqueue($"{request.Method} {path}");
        }

        return null;
    }
}
