using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stadtgespraeche.Notification.Tests.OParl;

/// <summary>
/// A council information system as cities run them, on this machine: a good one to begin with, which tests make odd
/// page by page. Its people are invented; what must never be taken from it is spelt so that it can be searched for.
/// </summary>
public sealed class OParlServer : IAsyncDisposable
{
    /// <summary>Stands in every field of the base council that is not on the list of allowed ones.</summary>
    public const string Private = "PRIVAT";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> pages = new();

    private OParlServer(WebApplication app) => this.app = app;

    public string Root { get; private set; } = "";

    public string System => $"{Root}/system";

    /// <summary>Path and query of all that was asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public static async Task<OParlServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new OParlServer(app);
        app.Run(async context =>
        {
            server.Asked.Enqueue($"{context.Request.Path}{context.Request.QueryString}");
            if (server.pages.GetValueOrDefault($"{context.Request.Path}{context.Request.QueryString}") is { } page)
            {
                await page(context);
            }
            else
            {
                context.Response.StatusCode = 404;
            }
        });
        await app.StartAsync();
        server.Root = app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        server.Good();
        return server;
    }

    /// <summary>
    /// Two in the council (one in a faction, one without), one who left it, one who only works in the town hall.
    /// </summary>
    public void Good()
    {
        Json(
            "/system",
            $$"""
            { "id": "{{Root}}/system", "type": "https://schema.oparl.org/1.0/System", "body": "{{Root}}/bodies",
              "contactEmail": "{{Private}}@ris.example" }
            """
        );
        Json(
            "/bodies",
            $$"""
            { "data": [ { "id": "{{Root}}/body/1", "type": "https://schema.oparl.org/1.0/Body",
                "name": "Stadt Musterstadt", "ags": "07312000", "contactEmail": "{{Private}}@ris.example",
                "organization": "{{Root}}/organizations", "person": "{{Root}}/persons",
                "legislativeTerm": [ { "id": "{{Root}}/term/1", "name": "2024–2099",
                  "type": "https://schema.oparl.org/1.0/LegislativeTerm", "startDate": "2024-07-01", "endDate": "2099-06-30" } ] } ],
              "pagination": {}, "links": {} }
            """
        );
        Json(
            "/organizations",
            $$"""
            { "data": [
                { "id": "{{Root}}/organization/rat", "type": "https://schema.oparl.org/1.0/Organization",
                  "name": "Stadtrat", "organizationType": "Gremium", "classification": "Stadtrat" },
                { "id": "{{Root}}/organization/maeuse", "type": "https://schema.oparl.org/1.0/Organization",
                  "name": "Freie Mäuse", "organizationType": "Fraktion", "classification": "Fraktion" },
                { "id": "{{Root}}/organization/bau", "type": "https://schema.oparl.org/1.0/Organization",
                  "name": "Bauausschuss", "organizationType": "Gremium", "classification": "Ausschuss" } ],
              "links": {} }
            """
        );
        Persons(
            Person("1", "Testina", "Musterfrau", Seat("Ratsmitglied"), Membership("maeuse")),
            Person("2", "Erwin", "Beispiel", Seat("Oberbürgermeister")),
            Person(
                "3",
                "Ehemalige",
                "Person",
                Seat("Ratsmitglied", """, "startDate": "2014-06-01", "endDate": "2019-06-30" """)
            ),
            Person("4", "Nur", "Verwaltung", Membership("bau"))
        );
    }

    public void Persons(params string[] persons) =>
        Json("/persons", $$"""{ "data": [ {{string.Join(",\n", persons)}} ], "links": {} }""");

    public string Person(string id, string given, string family, params string[] memberships) =>
        $$"""
            { "id": "{{Root}}/person/{{id}}", "type": "https://schema.oparl.org/1.0/Person",
              "name": "{{given}} {{family}}", "givenName": "{{given}}", "familyName": "{{family}}",
              "formOfAddress": "{{Private}}-Anrede", "formOfAdress": "{{Private}}-Anrede",
              "gender": "{{Private}}-Geschlecht", "phone": [ "{{Private}}-0170-000" ],
              "email": [ "{{Private}}@zuhause.example" ], "status": [ "{{Private}}" ], "life": "{{Private}}",
              "image": "{{Root}}/{{Private}}.jpg",
              "location": { "streetAddress": "{{Private}}weg 1" }, "locationObject": { "streetAddress": "{{Private}}weg 1" },
              "created": "2026-11-23T05:00:00+01:00", "modified": "2026-11-23T05:00:00+01:00", "membership": [ {{string.Join(
                ", ",
                memberships
            )}} ] }
            """;

    public string Seat(string role, string dates = "", string organization = "rat") =>
        $$"""
            { "id": "{{Root}}/membership/{{Guid.NewGuid()}}", "type": "https://schema.oparl.org/1.0/Membership",
              "organization": "{{Root}}/organization/{{organization}}", "role": "{{role}}" {{dates}} }
            """;

    public string Membership(string organization, string dates = "") => Seat("Mitglied", dates, organization);

    public void Json(string pathAndQuery, string json, int status = 200, string type = "application/json") =>
        On(
            pathAndQuery,
            async context =>
            {
                (context.Response.StatusCode, context.Response.ContentType) = (status, type);
                await context.Response.WriteAsync(json);
            }
        );

    /// <summary>Answers what a page gave, changed.</summary>
    public void On(string pathAndQuery, Func<HttpContext, Task> answer) => pages[pathAndQuery] = answer;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }
}
