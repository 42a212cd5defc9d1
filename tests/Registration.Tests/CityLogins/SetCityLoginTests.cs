using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.Tests.CityLogins;

public sealed class SetCityLoginTests(RegistrationFixture registration) : IAsyncLifetime
{
    private const string Issuer = "https://login.stadt.example/realms/stadt";
    private readonly string city = $"rathaus-{Guid.NewGuid():N}"[..16];
    private HttpClient coordinator = null!;

    private string Path => $"/partners/{city}/login";

    public async ValueTask InitializeAsync()
    {
        await registration.GivenPartner(city);
        coordinator = registration.Service.As(Guid.CreateVersion7(), city, $"coordinator:{city}");
    }

    public ValueTask DisposeAsync()
    {
        coordinator.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_coordinator_sets_it_and_nobody_gets_the_secret_back()
    {
        var before = await coordinator.GetFromJsonAsync<JsonNode>(Path);
        before!["login"].ShouldBeNull();
        before["redirectUri"]!.ToString().ShouldBe($"http://localhost:8080/anmelden/stadt/{city}/zurueck");

        (
            await Put(
                new
                {
                    issuer = $"{Issuer}/.well-known/openid-configuration",
                    clientId = " hub ",
                    clientSecret = "sehr-geheim",
                }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await coordinator.GetStringAsync(Path);
        text.ShouldNotContain("geheim");
        var login = JsonNode.Parse(text)!["login"]!;
        (login["issuer"]!.ToString(), login["clientId"]!.ToString(), (bool)login["enabled"]!).ShouldBe(
            (Issuer, "hub", true)
        );
        (await Row())!.SealedSecret.ShouldNotContain("geheim");

        (await coordinator.DeleteAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await coordinator.DeleteAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Row()).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_twice_changes_nothing_and_leaves_one_entry_in_the_log()
    {
        for (var i = 0; i < 2; i++)
        {
            (
                await Put(
                    new
                    {
                        issuer = Issuer,
                        clientId = "hub",
                        clientSecret = "sehr-geheim",
                        enabled = true,
                    }
                )
            ).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var row = await Row();
        (
            await Put(
                new
                {
                    issuer = Issuer,
                    clientId = "hub",
                    enabled = true,
                }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Row())!.ChangedAt.ShouldBe(row!.ChangedAt);
        var entry = (
            await registration.Query(db =>
                db.Set<AuditEntry>()
                    .Where(entry => entry.TargetId == city && entry.Operation != "Provision")
                    .ToListAsync()
            )
        ).ShouldHaveSingleItem();
        (entry.Operation, entry.Role, entry.TargetKind).ShouldBe(("SetCityLogin", "coordinator", "city-login"));
    }

    [Fact]
    public async Task A_secret_never_goes_to_an_issuer_for_which_it_was_not_given()
    {
        (await Code(await Put(new { issuer = Issuer, clientId = "hub" }))).ShouldBe("client-secret-missing");
        await Put(
            new
            {
                issuer = Issuer,
                clientId = "hub",
                clientSecret = "sehr-geheim",
            }
        );
        (await Code(await Put(new { issuer = "https://angreifer.example", clientId = "hub" }))).ShouldBe(
            "client-secret-missing"
        );
        (await Code(await Put(new { issuer = Issuer, clientId = "andere" }))).ShouldBe("client-secret-missing");
        (await Row())!.Issuer.ShouldBe(Issuer);
    }

    [Fact]
    public async Task Another_issuer_ends_connections_and_sessions_and_nobody_is_locked_out()
    {
        await Put(
            new
            {
                issuer = Issuer,
                clientId = "hub",
                clientSecret = "sehr-geheim",
            }
        );
        var member = await registration.GivenMember(city);
        await using var host = await Tests.SignIn.SignInHost.StartAsync(registration);
        await host.SignIn(member, SignInMethod.City);
        await host.SignIn(member, SignInMethod.Passkey);
        await registration.Query(async db =>
        {
            db.Add(
                new Registration.CityLogins.CityIdentity
                {
                    Issuer = Issuer,
                    Subject = $"{member}",
                    AccountId = member,
                    ConnectedAt = TimeProvider.System.GetUtcNow(),
                }
            );
            await db.SaveChangesAsync();
            return await db
                .Accounts.Where(row => row.Id == member)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.MailSignInOff, true));
        });
        (await coordinator.GetFromJsonAsync<JsonNode>(Path))!["connected"]!.GetValue<int>().ShouldBe(1);

        await Put(
            new
            {
                issuer = $"{Issuer}-neu",
                clientId = "hub",
                clientSecret = "sehr-geheim",
            }
        );

        (await registration.Query(db => db.CityIdentities.AnyAsync(row => row.AccountId == member))).ShouldBeFalse();
        (await registration.Query(db => db.DeviceSessions.Where(row => row.AccountId == member).ToListAsync()))
            .ShouldHaveSingleItem()
            .Method.ShouldBe(SignInMethod.Passkey);
        (
            await registration.Query(db => db.Accounts.SingleAsync(row => row.Id == member))
        ).MailSignInOff.ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "issuer-missing")]
    [InlineData("login.stadt.example", "issuer-malformed")]
    [InlineData("ftp://login.stadt.example", "issuer-malformed")]
    [InlineData("https://login.stadt.example/?a=b", "issuer-malformed")]
    [InlineData("https://wer:was@login.stadt.example", "issuer-malformed")]
    [InlineData("https://löwe.example", "issuer-malformed")]
    [InlineData("http://login.stadt.example", "issuer-not-https")]
    [InlineData("https://login.microsoftonline.com/{tenantid}/v2.0", "issuer-multi-tenant")]
    [InlineData("https://login.microsoftonline.com/common/v2.0", "issuer-multi-tenant")]
    [InlineData("https://LOGIN.microsoftonline.com/Organizations/v2.0", "issuer-multi-tenant")]
    [InlineData("https://sts.windows.net/", "issuer-multi-tenant")]
    [InlineData("https://login.stadt.example/\u0000", "text-contains-control-characters")]
    public async Task What_is_no_issuer_of_one_organisation_is_refused(string issuer, string code)
    {
        (
            await Code(
                await Put(
                    new
                    {
                        issuer,
                        clientId = "hub",
                        clientSecret = "sehr-geheim",
                    }
                )
            )
        ).ShouldBe(code);
        (await Row()).ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_but_the_partners_own_coordinator_may()
    {
        var others = new[] { "coordinator:bamberg", "coordinator", "organiser", "operator" };
        foreach (var role in others)
        {
            using var client = registration.Service.As(Guid.CreateVersion7(), city, role);
            foreach (
                var answer in new[]
                {
                    await client.GetAsync(Path),
                    await client.GetAsync($"{Path}/check?issuer=https://login.stadt.example"),
                    await client.PutAsJsonAsync(
                        Path,
                        new
                        {
                            issuer = Issuer,
                            clientId = "hub",
                            clientSecret = "sehr-geheim",
                        }
                    ),
                    await client.DeleteAsync(Path),
                }
            )
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, role);
                (await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.ToString().ShouldBe("not-allowed");
            }
        }

        (await Row()).ShouldBeNull();
    }

    private Task<HttpResponseMessage> Put(object body) => coordinator.PutAsJsonAsync(Path, body);

    private Task<Registration.CityLogins.CityLogin?> Row() =>
        registration.Query(db => db.CityLogins.AsNoTracking().SingleOrDefaultAsync(row => row.Partner == city));

    private static async Task<string> Code(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject();
        return errors.SelectMany(field => field.Value!.AsArray()).ShouldHaveSingleItem()!["code"]!.ToString();
    }
}
