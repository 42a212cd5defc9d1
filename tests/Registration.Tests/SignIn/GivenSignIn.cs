using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Registration.SignIn.Requests;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.SignIn;

/// <summary>What a sign-in by mail needs: a browser, a request, and what the city would do with it.</summary>
internal static class GivenSignIn
{
    private static readonly ConcurrentDictionary<string, ECParameters> EncryptionKeys = [];

    /// <summary>A browser in a network of its own, unless told otherwise.</summary>
    public static SmallBrowser Browser(this RegistrationFixture registration, string? network = null) =>
        new(
            registration.Service,
            network ?? $"10.{Random.Shared.Next(256)}.{Random.Shared.Next(256)}.{Random.Shared.Next(256)}"
        );

    /// <summary>Fills in and sends the page that asks for a link.</summary>
    public static async Task<HttpResponseMessage> Ask(
        this SmallBrowser browser,
        string partner,
        string address,
        string? returnTo = null
    )
    {
        var path = returnTo is null ? "/anmelden" : $"/anmelden?weiter={Uri.EscapeDataString(returnTo)}";
        return await browser.Post(
            path,
            await browser.Get(path),
            new() { ["Partner"] = partner, ["Address"] = address }
        );
    }

    public static async Task SignInShouldBeRefused(
        this RegistrationFixture registration,
        string token,
        HttpStatusCode status,
        string text
    )
    {
        var answer = await registration
            .Browser()
            .Send(HttpMethod.Get, $"/anmelden/link?t={Uri.EscapeDataString(token)}");
        answer.StatusCode.ShouldBe(status, token);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(text);
    }

    /// <summary>A member of Bamberg and the token of the mail that the city would send.</summary>
    public static async Task<(Guid Member, string Token)> GivenSignInLink(
        this RegistrationFixture registration,
        string? returnTo = null
    )
    {
        var member = await registration.GivenMember();
        return (
            member,
            registration.Service.KeyOf(Bamberg).SignIn(member, await registration.GivenSignInRequest(Bamberg, returnTo))
        );
    }

    public static async Task<Guid> GivenSignInRequest(
        this RegistrationFixture registration,
        string partner,
        string? returnTo = null,
        int minutes = 15
    )
    {
        var request = new SignInRequest
        {
            Id = Guid.CreateVersion7(),
            Partner = partner,
            ReturnTo = returnTo,
            ExpiresAt = TimeProvider.System.GetUtcNow().AddMinutes(minutes),
        };
        await registration.Query(async db =>
        {
            db.Add(request);
            return await db.SaveChangesAsync();
        });
        return request.Id;
    }

    /// <summary>
    /// The city announces its key for addresses, of which this is the private half; always the same, as others may be
    /// testing with it just now.
    /// </summary>
    public static async Task<ECDiffieHellman> GivenEncryptionKey(this RegistrationFixture registration, string partner)
    {
        var key = ECDiffieHellman.Create(
            EncryptionKeys.GetOrAdd(
                partner,
                _ =>
                {
                    using var made = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
                    return made.ExportParameters(true);
                }
            )
        );
        var point = key.ExportParameters(false).Q;
        var jwk = new JsonWebKey
        {
            Kty = "EC",
            Crv = "P-256",
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
        };
        var signer = registration.Service.KeyOf(partner);
        await registration.Say(
            partner,
            new PartnerKeyAnnounced(
                partner,
                signer.KeyId,
                signer.PublicKey,
                null,
                null,
                $$"""{"kty":"EC","crv":"P-256","x":"{{jwk.X}}","y":"{{jwk.Y}}"}""",
                signer.Sign(Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint()))
            )
        );
        return key;
    }
}
