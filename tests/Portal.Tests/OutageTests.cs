using System.Net;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>The portal's own database goes away: it holds who is signed in, and nothing else.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task Without_its_database_the_portal_shows_what_is_public_and_says_when_to_come_again_for_the_rest()
    {
        await using var portal = new PortalOnItsOwnServer();
        await portal.InitializeAsync();
        var person = new Person(portal.Browser);
        await person.SignIn();
        (await person.Get("/mein-bereich")).ShouldContain("Erika Muster");

        await portal.Postgres.StopAsync();

        (await person.Send(HttpMethod.Get, "/sitzungen")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var path in (string[])["/mein-bereich", "/organisation/kommunen", "/mein-bereich/daten"])
        {
            using var answer = await person.Send(HttpMethod.Get, path);
            var page = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, page);
            answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeGreaterThan(0);
            page.ShouldContain("gerade nicht erreichbar");
            page.ShouldContain("<main");
        }

        using (var signedIn = await person.ComeBack("code", "state"))
        {
            ((int)signedIn.StatusCode).ShouldNotBe(500);
        }

        await portal.Postgres.StartAgainAsync();
        await Eventually.Holds(async () => (await person.Get("/mein-bereich")).ShouldContain("Erika Muster"));
    }

    private sealed class PortalOnItsOwnServer : PortalUnderTest
    {
        public PrivatePostgres Postgres { get; private set; } = null!;

        protected override async Task<string> DatabaseAsync()
        {
            Postgres = await PrivatePostgres.StartAsync();
            return await MigratedDatabase.CreateForAsync(typeof(PortalDbContext), Postgres);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Postgres.DisposeAsync();
        }
    }
}
