using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Database;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// The portal on a real port before a scripted API that knows one coming session, <see cref="SessionId"/>, and takes tokens that
/// end in "echt". <see cref="Down"/> makes the API answer nothing but 502.
/// </summary>
public sealed class PortalUnderTest : IAsyncLifetime
{
    public static readonly Guid SessionId = Guid.Parse("018f0000-0000-7000-8000-000000000001");
    private readonly string directory = Directory.CreateTempSubdirectory("portal-").FullName;
    private WebApplication api = null!;
    private WebApplicationFactory<Program> portal = null!;
    private WebApplicationFactory<Program> second = null!;

    /// <summary>A browser that follows no redirects and keeps no cookies by itself.</summary>
    public HttpClient Browser { get; private set; } = null!;

    /// <summary>The same person's browser at another replica.</summary>
    public HttpClient AtSecondReplica { get; private set; } = null!;

    public ScriptedIssuer Issuer { get; } = new();

    public ScriptedRights Rights { get; } = new();

    public IServiceProvider Services => portal.Services;

    /// <summary>The cookie, without its name, of somebody who is signed in with a passkey and is an organiser.</summary>
    public string Session { get; private set; } = "";

    public bool Down { get; set; }

    /// <summary>What the member's erasure was ordered with; null: none was.</summary>
    public string? ErasureCode { get; private set; }

    public int CityAsked { get; private set; }

    public static string Link(bool genuine = true) => string.Join('.',
        Encode("""{"alg":"ES256"}"""), Encode($$"""{"session":"{{SessionId}}"}"""), genuine ? "echt" : "falsch");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        api = builder.Build();
        api.Map("/{**path}", (HttpContext context, string path) =>
            Issuer.Answer(context.Request) ?? (Down ? Results.StatusCode(StatusCodes.Status502BadGateway)
                : Rights.Answer(context.Request, $"/{path}") ?? Answer(context.Request, $"/{path}")));
        await api.StartAsync();
        var database = await TestServers.CreateDatabaseAsync();
        await Migrate.RunAsync<PortalDbContext>(database);
        (portal, Browser) = Start(database);
        (second, AtSecondReplica) = Start(database);
        Session = await SignedInAsync();
    }

    /// <summary>The cookie of a new session.</summary>
    public async Task<string> SignedInAsync()
    {
        var person = new Person(Browser);
        await person.SignIn("/mein-bereich", "passkey", "organiser");
        return person.Cookie("sitzung")!;
    }

    private (WebApplicationFactory<Program>, HttpClient) Start(string database)
    {
        var replica = new WebApplicationFactory<Program>().WithWebHostBuilder(web => web
            .UseSetting("services:gateway:http:0", api.Urls.First())
            .UseSetting("Feedback:Directory", Path.Combine(directory, "feedback"))
            .UseSetting("ConnectionStrings:database", database)
            .UseSetting("SignIn:Issuer", ScriptedIssuer.Address)
            .UseSetting("SignIn:ClientSecret", ScriptedIssuer.Secret));
        replica.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        replica.StartServer();
        return (replica, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = replica.CreateClient().BaseAddress!,
        });
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        AtSecondReplica.Dispose();
        await second.DisposeAsync();
        await portal.DisposeAsync();
        await api.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private IResult Answer(HttpRequest request, string path) => path switch
    {
        _ when path.EndsWith("/me/data", StringComparison.Ordinal) => Guarded(request, DataOf(path.Split('/')[2])),
        _ when path.StartsWith("/api/registration/me/data/city/", StringComparison.Ordinal) => Asked(request),
        "/api/registration/me/erasure" => Erase(request),
        "/api/registration/erasure" => request.Headers["Erasure-Code"] == ErasureCode ? Json(Erasure) : Results.StatusCode(StatusCodes.Status404NotFound),
        "/api/registration/erasures" => Guarded(request, new { open = new[] { Erasure }, completed = Array.Empty<object>() }),
        _ when path.EndsWith("/retention", StringComparison.Ordinal) => Guarded(request, new[]
        {
            new { day = "2026-11-20", rule = "attendance", partner = "bamberg", reason = "Die Teilnahme wird nur noch als Zahl gebraucht (Frist: 365 Tage)", rows = 12 },
        }),
        "/api/scheduling/sessions" => Json(new { sessions = new[] { KnownSession } }),
        _ when path.EndsWith("/places", StringComparison.Ordinal) => Json(new { onSite = new { capacity = 10, free = 3, waiting = 0 }, open = true }),
        _ when path.EndsWith("/audit", StringComparison.Ordinal) => Guarded(request, new
        {
            entries = new[]
            {
                new
                {
                    id = Guid.CreateVersion7(), at = new DateTimeOffset(2099, 1, 2, 3, 4, 5, TimeSpan.Zero), via = "session", role = "organiser",
                    operation = "CancelSession", targetKind = "session", targetId = $"{SessionId}", outcome = "done",
                },
            },
            more = path.Contains("knowledge"),
        }),
        _ when path.EndsWith("/participants", StringComparison.Ordinal) => Guarded(request, new { sessionId = SessionId, participants = Array.Empty<object>() }),
        _ when path.EndsWith("/authorship", StringComparison.Ordinal) => Guarded(request, new { displayName = "Erika Muster", partnerName = "Bamberg", attended = true, contributions = Array.Empty<object>() }),
        _ when path.EndsWith("/seat", StringComparison.Ordinal) => Guarded(request, new
        {
            memberId = Guid.Empty, displayName = "Erika Muster", partner = "bamberg", partnerName = "Bamberg", sessionId = SessionId, state = "None", open = true,
        }),
        _ when path.StartsWith("/api/scheduling/sessions/", StringComparison.Ordinal) && request.Method == "PUT" => Results.Json(
            new
            {
                status = 400, code = "fields-invalid", detail = "Bitte geben Sie die Straße an.",
                errors = new Dictionary<string, object> { ["venue.street"] = new[] { new { code = "x", message = "Bitte geben Sie die Straße an." } } },
            }, statusCode: 400, contentType: "application/problem+json"),
        _ when path.StartsWith("/api/scheduling/sessions/", StringComparison.Ordinal) => Json(KnownSession),
        "/api/knowledge/contributions/submitted" => Guarded(request, new { contributions = Array.Empty<object>() }),
        "/api/knowledge/contributions" => Json(new { contributions = Array.Empty<object>(), total = 0, totalIsCapped = false, page = 1, pages = 0 }),
        "/api/registration/me/seats" => Guarded(request, new
        {
            seats = new[]
            {
                new { sessionId = SessionId, start = new DateTimeOffset(2099, 9, 15, 16, 0, 0, TimeSpan.Zero), cancelled = false, open = true, state = "Seat", seat = "OnSite", question = "Wie <geht> das?", attended = false },
            },
        }),
        "/api/registration/me/devices" => Guarded(request, new
        {
            devices = new[]
            {
                new { id = SessionId, name = "Firefox auf Linux", method = "mail", signedInAt = DateTimeOffset.UnixEpoch, lastUsedAt = DateTimeOffset.UnixEpoch, current = true },
                new { id = Guid.Empty, name = "Safari auf iPhone", method = "passkey", signedInAt = DateTimeOffset.UnixEpoch, lastUsedAt = DateTimeOffset.UnixEpoch, current = false },
            },
        }),
        "/api/knowledge/me/contributions" => Guarded(request, new
        {
            contributions = new[] { new { id = SessionId, sessionId = SessionId, kind = "Experience", title = "Bei uns", state = "Submitted" } },
        }),
        _ when path.StartsWith("/api/registration/me/seats/", StringComparison.Ordinal) => Guarded(request, new
        {
            memberId = Guid.Empty, displayName = "Erika Muster", partner = "bamberg", partnerName = "Bamberg", sessionId = SessionId, state = "None", open = true,
        }),
        _ when path.StartsWith("/api/registration/me/devices/", StringComparison.Ordinal) => Results.NoContent(),
        "/api/registration/partners" => Json(new[] { new { key = "bamberg", name = "Bamberg" } }),
        _ => Results.StatusCode(StatusCodes.Status404NotFound),
    };

    private static IResult Guarded(HttpRequest request, object answer) =>
        request.Headers.Authorization.ToString().EndsWith("echt", StringComparison.Ordinal)
            ? Json(answer) : Results.StatusCode(StatusCodes.Status401Unauthorized);

    private IResult Asked(HttpRequest request)
    {
        CityAsked++;
        return Guarded(request, new { });
    }

    private IResult Erase(HttpRequest request)
    {
        using var body = JsonDocument.Parse(new StreamReader(request.Body).ReadToEndAsync().GetAwaiter().GetResult());
        ErasureCode = body.RootElement.GetProperty("statusCode").GetString();
        return Guarded(request, Erasure);
    }

    private static object Erasure => new
    {
        id = SessionId, partner = "bamberg", cause = "Requested", orderedAt = "2026-11-20T08:00:00Z",
        parts = new object[]
        {
            new { owner = "registration", orderedAt = "2026-11-20T08:00:00Z", orders = 1, completedAt = "2026-11-20T08:00:00Z", stuck = false, counts = new { members = 1, seats = 2 } },
            new { owner = "knowledge", orderedAt = "2026-11-20T08:00:00Z", orders = 3, stuck = true, counts = new { } },
            new { owner = "notification", orders = 0, stuck = false, counts = new { } },
        },
    };

    private static object DataOf(string service) => new
    {
        service, memberId = SessionId, exportedAt = "2026-11-20T08:00:00Z",
        tables = service == "scheduling" ? [] : new object[]
        {
            new
            {
                name = "members", purpose = "Mitgliedschaft: unter welchem Namen andere das Mitglied sehen", kept = "bis 90 Tage nach Ende des Mandats", seenBy = "Organisation",
                rows = new[] { new { display_name = "Erika Muster", departed = false, question = "Was <b>kostet</b> das?" } },
            },
        },
    };

    private static object KnownSession => new
    {
        id = SessionId, version = 1, status = "Scheduled", title = "Digitale Beteiligung", description = "Text", topic = "Beteiligung",
        start = new DateTimeOffset(2099, 9, 15, 16, 0, 0, TimeSpan.Zero), timeZone = "Europe/Berlin", lengthMinutes = 120, form = "OnSite",
        venue = new { name = "Rathaus", street = "Platz 1", postalCode = "96047", city = "Bamberg" }, capacityOnSite = 10, capacityOnline = 0,
        programme = new[] { new { kind = "Welcome", title = "Begrüßung", lengthMinutes = 10 } },
    };

    private static IResult Json(object value) => Results.Json(value, JsonSerializerOptions.Web);

    private static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
