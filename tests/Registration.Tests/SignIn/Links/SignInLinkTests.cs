using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.SignIn.Links;

public sealed class SignInLinkTests(RegistrationFixture registration)
{
    [Fact]
    public async Task What_is_forged_altered_foreign_or_late_signs_nobody_in()
    {
        var (member, token) = await registration.GivenSignInLink();
        var request = Guid.Parse(new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token).Id);
        var (own, foreign, stranger) = (
            registration.Service.KeyOf(Bamberg),
            registration.Service.KeyOf(Kaiserslautern),
            new PartnerSigner(Bamberg)
        );
        var parts = token.Split('.');
        var none = Base64UrlEncoder.Encode($$"""{"alg":"none","kid":"{{own.KeyId}}"}""");
        var other = await registration.GivenMember(Kaiserslautern);
        var ofOther = Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace($"{member}", $"{other}"));
        var foreignRequest = await registration.GivenSignInRequest(Kaiserslautern);
        string[] bad =
        [
            "",
            "x",
            "a.b.c",
            new string('a', 5000),
            stranger.SignIn(member, request),
            foreign.SignIn(member, request),
            foreign.SignIn(member, request, issuer: Bamberg),
            foreign.SignIn(member, foreignRequest),
            own.SignIn(other, request),
            own.SignIn(member, foreignRequest),
            own.SignIn(member, Guid.NewGuid()),
            own.SignIn(member, request, audience: "anders"),
            own.SignIn(member, request, purpose: "seat"),
            own.Link(member, Guid.NewGuid()),
            $"{Base64UrlEncoder.Encode("""{"alg":"ES256","kid":"\u0000"}""")}.{parts[1]}.{parts[2]}",
            $"{none}.{parts[1]}.",
            $"{none}.{parts[1]}.{parts[2]}",
            $"{parts[0]}.{ofOther}.{parts[2]}",
        ];
        foreach (var wrong in bad)
        {
            await registration.SignInShouldBeRefused(wrong, HttpStatusCode.BadRequest, "Dieser Link gilt nicht");
        }

        await registration.SignInShouldBeRefused(
            own.SignIn(member, request, TimeProvider.System.GetUtcNow().AddMinutes(-3)),
            HttpStatusCode.Gone,
            "gilt nicht mehr"
        );
        var late = await registration.GivenSignInRequest(Bamberg, minutes: -3);
        await registration.SignInShouldBeRefused(own.SignIn(member, late), HttpStatusCode.Gone, "gilt nicht mehr");
        (await registration.Query(db => db.DeviceSessions.CountAsync(row => row.AccountId == member))).ShouldBe(0);

        // Two minutes of skew are forgiven.
        var justOver = own.SignIn(member, request, TimeProvider.System.GetUtcNow().AddMinutes(-1));
        (await registration.Browser().Send(HttpMethod.Get, $"/anmelden/link?t={justOver}")).StatusCode.ShouldBe(
            HttpStatusCode.SeeOther
        );
    }
}
