using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using Token = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreToken<System.Guid>;

namespace Stadtgespraeche.Registration.Tests.SignIn.Tokens;

/// <summary>Which refresh tokens count: docs/decisions/005.</summary>
public sealed class RefreshTokensTests(RegistrationFixture registration) : IAsyncLifetime
{
    private SignInHost host = null!;
    private Frontend frontend = null!;
    private Guid member;
    private string first = "";

    public async ValueTask InitializeAsync()
    {
        host = await SignInHost.StartAsync(registration);
        frontend = new Frontend(host);
        member = await registration.GivenMember();
        first = RefreshToken(await frontend.SignIn(await host.SignIn(member)));
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_frontend_that_died_before_it_kept_the_answer_asks_again_with_the_same_token()
    {
        await frontend.Refresh(first);

        var again = RefreshToken(await frontend.Refresh(first));
        var next = RefreshToken(await frontend.Refresh(again));

        RefreshToken(await frontend.Refresh(next)).ShouldNotBeEmpty();
        (await SignedIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_token_whose_successor_was_used_ends_the_family_and_the_device()
    {
        var second = RefreshToken(await frontend.Refresh(first));
        var third = RefreshToken(await frontend.Refresh(second));

        await ShouldBeRefused(first);
        await ShouldBeRefused(third);
        (await SignedIn()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_copied_token_is_found_out_as_soon_as_both_holders_have_renewed()
    {
        var thiefs = RefreshToken(await frontend.Refresh(first));
        var owners = RefreshToken(await frontend.Refresh(first));

        await ShouldBeRefused(thiefs);
        await ShouldBeRefused(owners);
        (await SignedIn()).ShouldBeFalse();
    }

    [Fact]
    public async Task Renewals_at_once_on_two_replicas_end_nothing_and_leave_one_token()
    {
        await using var replica = await SignInHost.StartAsync(registration, issuer: host.Issuer);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => frontend.Refresh(first, i % 2 == 0 ? host : replica))
        );

        answers.ShouldAllBe(answer => answer["access_token"] != null);
        (await SignedIn()).ShouldBeTrue();
        (
            await registration.Query(db =>
                db.Set<Token>()
                    .CountAsync(token =>
                        token.Subject == $"{member}"
                        && token.Type == OpenIddictConstants.TokenTypeIdentifiers.RefreshToken
                        && token.Status == OpenIddictConstants.Statuses.Valid
                    )
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_else_may_use_a_frontends_token()
    {
        ((string?)(await new Frontend(host, SignInHost.Foreign, secret: null).Refresh(first))["error"]).ShouldBe(
            "invalid_grant"
        );
        ((string?)(await new Frontend(host, secret: "falsch").Refresh(first))["error"]).ShouldBe("invalid_client");
        RefreshToken(await frontend.Refresh(first)).ShouldNotBeEmpty();
    }

    private static string RefreshToken(JsonObject answer) =>
        (string?)answer["refresh_token"] ?? throw new ShouldAssertException(answer.ToJsonString());

    private async Task ShouldBeRefused(string token) =>
        ((string?)(await frontend.Refresh(token))["error"]).ShouldBe("invalid_grant");

    private Task<bool> SignedIn() =>
        registration.Query(db => db.DeviceSessions.AnyAsync(session => session.AccountId == member));
}
