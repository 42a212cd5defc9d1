using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.Tests.SignIn;
using Stadtgespraeche.Registration.Tests.SignIn.Tokens;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Roles;

public sealed class RolesTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task An_organiser_gives_and_takes_roles_and_the_next_access_token_shows_it()
    {
        await using var host = await SignInHost.StartAsync(registration);
        using var organiser = As("organiser");
        var member = await registration.GivenMember();
        var cookie = await host.SignIn(member);
        await GivenAnotherOrganiser();

        (await organiser.PutAsync($"/roles/{member}/organiser", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await organiser.PutAsync($"/roles/{member}/organiser", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await organiser.PutAsync($"/roles/{member}/coordinator:{Kaiserslautern}", null)).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        var tokens = await new Frontend(host).SignIn(cookie);
        ClaimsOf(tokens).ShouldBe([$"coordinates {Kaiserslautern}", "role coordinator", "role organiser"]);
        // A mail alone shows none of it.
        ClaimsOf(await new Frontend(host).SignIn(await host.SignIn(member, "mail"))).ShouldBeEmpty();

        (await organiser.DeleteAsync($"/roles/{member}/organiser")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await organiser.DeleteAsync($"/roles/{member}/organiser")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        ClaimsOf(await new Frontend(host).Refresh((string)tokens["refresh_token"]!))
            .ShouldBe([$"coordinates {Kaiserslautern}", "role coordinator"]);
        var log = await registration.Query(db =>
            db.Set<AuditEntry>().Where(entry => entry.TargetId == $"{member}").OrderBy(entry => entry.Id).ToListAsync()
        );
        log.Select(entry => $"{entry.Operation} {entry.Role}")
            .ShouldBe(["GrantRole organiser", "GrantRole organiser", "TakeRole organiser"]);
    }

    [Fact]
    public async Task Whoever_never_signed_in_gets_a_role_too_and_departed_or_unknown_people_get_none()
    {
        using var organiser = As("organiser");
        var (member, departed) = (await registration.GivenMember(), await registration.GivenMember());
        await registration.Say(Bamberg, new MandateEnded(Bamberg, departed, 2));
        (await organiser.PutAsync($"/roles/{member}/coordinator:{Bamberg}", null)).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (
            await registration.Query(db => db.AccountRoles.SingleAsync(role => role.AccountId == member))
        ).Partner.ShouldBe(Bamberg);
        await ShouldBe(
            organiser.PutAsync($"/roles/{departed}/organiser", null),
            HttpStatusCode.Conflict,
            "member-departed"
        );
        await ShouldBe(
            organiser.PutAsync($"/roles/{Guid.NewGuid()}/organiser", null),
            HttpStatusCode.NotFound,
            "member-unknown"
        );
        await ShouldBe(
            organiser.PutAsync($"/roles/{member}/coordinator:erfunden", null),
            HttpStatusCode.NotFound,
            "partner-unknown"
        );
        foreach (
            var role in (string[])["koenigin", "coordinator", "coordinator:", "organiser:bamberg", "coordinator:a:b"]
        )
        {
            await ShouldBe(
                organiser.PutAsync($"/roles/{member}/{role}", null),
                HttpStatusCode.NotFound,
                "role-unknown"
            );
        }
    }

    [Fact]
    public async Task Only_operators_give_and_take_the_operators_role()
    {
        using var organiser = As("organiser");
        using var operators = As("operator");
        var member = await registration.GivenMember();
        await ShouldBe(
            organiser.PutAsync($"/roles/{member}/operator", null),
            HttpStatusCode.Forbidden,
            "operator-needed"
        );
        await ShouldBe(organiser.DeleteAsync($"/roles/{member}/operator"), HttpStatusCode.Forbidden, "operator-needed");
        (await operators.PutAsync($"/roles/{member}/operator", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await registration.Query(db => db.AccountRoles.SingleAsync(role => role.AccountId == member))).Role.ShouldBe(
            "operator"
        );
        (
            await registration.Query(db =>
                db.Set<AuditEntry>().SingleAsync(entry => entry.TargetId == $"{member}" && entry.Outcome == "done")
            )
        ).Role.ShouldBe("operator");
        using var coordinator = As($"coordinator:{Bamberg}");
        (await coordinator.PutAsync($"/roles/{member}/organiser", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_last_one_stays_also_when_two_leave_at_once()
    {
        // A service of its own, where nobody else has a role.
        await using var own = await ServiceUnderTest<Program>.StartAsync();
        var members = new[] { Guid.CreateVersion7(), Guid.CreateVersion7() };
        await InDatabase(
            own,
            async db =>
            {
                db.Partners.Add(new() { Key = "hub", Name = "Hub" });
                db.Members.AddRange(
                    members.Select(id => new Registration.Members.Member
                    {
                        Id = id,
                        Partner = "hub",
                        DisplayName = "Ada",
                    })
                );
                await db.SaveChangesAsync();
            }
        );
        using var operators = own.As(members[0], "hub", "operator", "organiser");
        foreach (var member in members)
        {
            (await operators.PutAsync($"/roles/{member}/organiser", null)).StatusCode.ShouldBe(
                HttpStatusCode.NoContent
            );
        }

        for (var round = 0; round < 5; round++)
        {
            var answers = await Task.WhenAll(
                members.Select(member => operators.DeleteAsync($"/roles/{member}/organiser"))
            );
            answers
                .Select(answer => answer.StatusCode)
                .Order()
                .ShouldBe([HttpStatusCode.NoContent, HttpStatusCode.Conflict]);
            foreach (var member in members)
            {
                (await operators.PutAsync($"/roles/{member}/organiser", null)).StatusCode.ShouldBe(
                    HttpStatusCode.NoContent
                );
            }
        }

        // One whose mandate has ended is no successor.
        await InDatabase(
            own,
            db =>
                db.Members.Where(row => row.Id == members[1])
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Departed, true))
        );
        await ShouldBe(
            operators.DeleteAsync($"/roles/{members[0]}/organiser"),
            HttpStatusCode.Conflict,
            "last-of-role"
        );
        (await operators.DeleteAsync($"/roles/{members[1]}/organiser")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task People_are_found_by_name_and_city_with_what_they_may_and_whether_it_counts()
    {
        using var organiser = As("organiser");
        var tag = $"{Guid.NewGuid():N}"[..10];
        var (first, second) = (
            await registration.GivenMember(name: $"Ada {tag} Beispiel"),
            await registration.GivenMember(Kaiserslautern, $"Bea {tag}_50%")
        );
        await organiser.PutAsync($"/roles/{first}/coordinator:{Bamberg}", null);
        await registration.Query(async db =>
        {
            db.Passkeys.Add(
                new Passkey
                {
                    CredentialId = Guid.NewGuid().ToByteArray(),
                    AccountId = first,
                    PublicKey = [1],
                    CreatedAt = TimeProvider.System.GetUtcNow(),
                }
            );
            return await db.SaveChangesAsync();
        });

        var found = await People($"?name=beispiel {tag.ToUpperInvariant()}");
        var person = found.ShouldHaveSingleItem()!;
        (
            person["memberId"]!.GetValue<Guid>(),
            person["partner"]!.ToString(),
            person["hasPasskey"]!.GetValue<bool>(),
            person["hasCityLogin"]!.GetValue<bool>()
        ).ShouldBe((first, Bamberg, true, false));
        person["roles"]!.AsArray().Select(role => role!.ToString()).ShouldBe([$"coordinator:{Bamberg}"]);
        (await People($"?name={tag}")).Count.ShouldBe(2);
        (await People($"?name={tag}&partner={Kaiserslautern}")).ShouldHaveSingleItem()!["memberId"]!
            .GetValue<Guid>()
            .ShouldBe(second);
        // What is typed is text, no pattern.
        (await People($"?name={tag}_50%25")).Count.ShouldBe(1);
        (await People($"?name={tag}%25Beispiel")).ShouldBeEmpty();
        (await People("?name=%00&partner=%00")).Select(row => row!["memberId"]!.GetValue<Guid>()).ShouldContain(first);
        (await People("")).ShouldAllBe(row => row!["roles"]!.AsArray().Count > 0);

        async Task<JsonArray> People(string query) =>
            (await organiser.GetFromJsonAsync<JsonNode>($"/roles{query}"))!["people"]!.AsArray();
    }

    private static async Task InDatabase(ServiceUnderTest<Program> own, Func<RegistrationDbContext, Task> change)
    {
        await using var scope = own.Services.CreateAsyncScope();
        await change(scope.ServiceProvider.GetRequiredService<RegistrationDbContext>());
    }

    private HttpClient As(params string[] roles) => service.As(Guid.CreateVersion7(), Bamberg, roles);

    private async Task GivenAnotherOrganiser()
    {
        using var organiser = As("organiser");
        (
            await organiser.PutAsync($"/roles/{await registration.GivenMember()}/organiser", null)
        ).EnsureSuccessStatusCode();
    }

    private static string[] ClaimsOf(JsonObject tokens) =>
        [
            .. new JsonWebToken((string)tokens["access_token"]!)
                .Claims.Where(claim => claim.Type is "role" or "coordinates")
                .Select(claim => $"{claim.Type} {claim.Value}")
                .Order(StringComparer.Ordinal),
        ];

    private static async Task ShouldBe(Task<HttpResponseMessage> request, HttpStatusCode status, string code)
    {
        using var answer = await request;
        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.ToString().ShouldBe(code);
    }
}
