using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jose;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Municipalities;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Applications;

/// <summary>
/// The hub's own Notification as Registration sees it: with a key that seals, and ears for what is told to it. There is
/// one, so the tests that need it share it.
/// </summary>
[CollectionDefinition(nameof(HubNotification))]
public sealed class OneHubNotification : ICollectionFixture<HubNotification>;

/// <inheritdoc cref="OneHubNotification"/>
public sealed class HubNotification(RegistrationFixture registration) : IAsyncLifetime
{
    private readonly ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly ServiceUnderTest<Program> service = registration.Service;

    public Listener<ApplicationReceived> Received { get; private set; } = null!;

    public Listener<ApplicationProgressed> Progressed { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await registration.GivenPartner(PersonalLink.Hub, name: "Stadtgespräche");
        await registration.GivenKey(PersonalLink.Hub);
        var point = key.ExportParameters(false).Q;
        var jwk = new JsonWebKey
        {
            Kty = "EC",
            Crv = "P-256",
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
        };
        var signer = service.KeyOf(PersonalLink.Hub);
        await registration.Say(
            PersonalLink.Hub,
            new PartnerKeyAnnounced(
                PersonalLink.Hub,
                signer.KeyId,
                signer.PublicKey,
                null,
                null,
                $$"""{"kty":"EC","crv":"P-256","x":"{{jwk.X}}","y":"{{jwk.Y}}"}""",
                signer.Sign(Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint()))
            )
        );
        Received = await service.ListenAt<ApplicationReceived>(PersonalLink.Hub);
        Progressed = await service.ListenAt<ApplicationProgressed>(PersonalLink.Hub);
    }

    public async ValueTask DisposeAsync()
    {
        key.Dispose();
        await Received.DisposeAsync();
        await Progressed.DisposeAsync();
    }

    public JsonNode Open(string seal) =>
        JsonNode.Parse(JWT.Decode(seal, key, JweAlgorithm.ECDH_ES_A256KW, JweEncryption.A256GCM))!;

    /// <summary>Who has the personal link of that application.</summary>
    public HttpClient Applicant(
        Guid application,
        string partner = PersonalLink.Hub,
        string purpose = PersonalLink.ApplicationPurpose
    ) => service.WithLink(partner, application, Guid.Empty, purpose);

    /// <summary>A municipality of the register, with a key of its own.</summary>
    public async Task<string> GivenMunicipality(string name)
    {
        var ags = $"{Random.Shared.Next(1, 100_000_000):00000000}";
        await registration.Query(async db =>
        {
            db.Add(
                new Municipality
                {
                    Id = Guid.CreateVersion7(),
                    Ags = ags,
                    Name = name,
                    District = "Landkreis Beispiel",
                    Land = "Bayern",
                    Search = $" {Municipality.Fold(name)}",
                    Since = new(2023, 11, 30),
                }
            );
            return await db.SaveChangesAsync();
        });
        return ags;
    }

    public Task<HttpResponseMessage> Apply(
        Guid id,
        string? ags = null,
        string? region = null,
        string name = "Rita Zaubermaus",
        string address = "rita.zaubermaus@stadt.example",
        string why = "Wir möchten lernen.",
        bool consent = true,
        string? website = null,
        HttpClient? at = null
    ) =>
        (at ?? service.Anonymous).PutAsJsonAsync(
            $"/applications/{id}",
            new
            {
                ags,
                region,
                contactName = name,
                contactAddress = address,
                why,
                consent,
                website,
            }
        );

    /// <summary>An application for a new region or the given municipality, confirmed unless told otherwise.</summary>
    public async Task<Guid> GivenApplication(string? ags = null, string? region = null, bool confirmed = true)
    {
        var id = Guid.CreateVersion7();
        var answer = await Apply(id, ags, ags is null ? region ?? $"Region {id}" : null);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        if (confirmed)
        {
            (await Applicant(id).PutAsync("/applications/mine/confirmation", null)).EnsureSuccessStatusCode();
        }

        return id;
    }

    public async Task<JsonNode> Show(Guid id) =>
        (await service.Organiser.GetFromJsonAsync<JsonNode>($"/applications/{id}"))!["application"]!;

    public async Task<long> VersionOf(Guid id) => (await Show(id))["version"]!.GetValue<long>();

    public async Task<HttpResponseMessage> Decide(Guid id, string what, object body) =>
        await service.Organiser.PutAsJsonAsync($"/applications/{id}/{what}", body);
}
