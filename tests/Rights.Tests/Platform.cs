extern alias gateway;

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Knowledge;
using Stadtgespraeche.Notification;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Registration;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.Partners.Keys;
using Stadtgespraeche.Rights.Tests;
using Stadtgespraeche.Scheduling;
using Stadtgespraeche.Testing;
using Partner = Stadtgespraeche.Registration.Partners.Partner;

[assembly: AssemblyFixture(typeof(Platform))]

namespace Stadtgespraeche.Rights.Tests;

/// <summary>
/// Every part of the platform as it really starts. In each hub service there is one thing of every kind under the id
/// <see cref="Known"/>:
/// a session, a contribution, and a member of <see cref="City"/> whose links are trusted.
/// </summary>
public class Platform : IAsyncLifetime
{
    public const string City = "bamberg";
    protected const string Database = "ConnectionStrings:database";
    public static readonly Guid Known = Guid.CreateVersion7();

    /// <summary>A member for tests that may change or lose what is theirs.</summary>
    public static readonly Guid Other = Guid.CreateVersion7();
    private WebApplicationFactory<gateway::Program> gateway = null!;
    private WebApplicationFactory<HubApi> portal = null!;
    private ServiceUnderTest<NotificationDbContext> notification = null!;

    public static string[] Parts => ["registration", "scheduling", "knowledge", "notification", "gateway", "portal"];

    public static string[] HubServices => ["registration", "scheduling", "knowledge"];

    public ServiceUnderTest<RegistrationDbContext> Registration { get; private set; } = null!;

    public ServiceUnderTest<SchedulingDbContext> Scheduling { get; private set; } = null!;

    public ServiceUnderTest<KnowledgeDbContext> Knowledge { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Registration = await ServiceUnderTest<RegistrationDbContext>.StartAsync(
            await DatabaseAsync(typeof(RegistrationDbContext))
        );
        Scheduling = await ServiceUnderTest<SchedulingDbContext>.StartAsync(
            await DatabaseAsync(typeof(SchedulingDbContext))
        );
        Knowledge = await ServiceUnderTest<KnowledgeDbContext>.StartAsync(
            await DatabaseAsync(typeof(KnowledgeDbContext))
        );
        notification = await ServiceUnderTest<NotificationDbContext>.StartAsync(
            new Dictionary<string, string>(await DatabaseAsync(typeof(NotificationDbContext)))
            {
                ["Partner:Key"] = City,
                ["Partner:Name"] = "Bamberg",
                ["Partner:Sender"] = "Stadtgespräche Bamberg <stadtgespraeche@bamberg.example>",
                ["Partner:Imprint"] = "Stadt Bamberg | Beispielstraße 1, 00000 Bamberg",
                ["Portal:Url"] = "https://portal.example",
                ["Keys:Directory"] = Directory.CreateTempSubdirectory("keys-").FullName,
                ["Enrolment:Code"] = "only-for-tests",
            }
        );
        gateway = new WebApplicationFactory<gateway::Program>();
        var database = (await DatabaseAsync(typeof(Portal.SignIn.PortalDbContext)))[Database];
        portal = new WebApplicationFactory<HubApi>().WithWebHostBuilder(web =>
            web.UseSetting("ConnectionStrings:database", database)
                .UseSetting("SignIn:ClientSecret", "only-for-tests")
                .UseSetting("services:gateway:http:0", "http://127.0.0.1:1")
                .UseSetting("Feedback:Directory", Directory.CreateTempSubdirectory("feedback-").FullName)
                .ConfigureTestServices(services => services.TellRefusedForms())
        );
        await GivenOneOfEverythingAsync();
    }

    /// <summary>The setting that names the database of the part with this context.</summary>
    protected virtual async Task<Dictionary<string, string>> DatabaseAsync(Type context) =>
        new() { [Database] = await MigratedDatabase.CreateForAsync(context) };

    public virtual async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await portal.DisposeAsync();
        await notification.DisposeAsync();
        await Knowledge.DisposeAsync();
        await Scheduling.DisposeAsync();
        await Registration.DisposeAsync();
    }

    /// <summary>The routes that a part really has.</summary>
    public IReadOnlyList<RouteEndpoint> RoutesOf(string part) =>
        [.. ServicesOf(part).GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>
    /// A client at a part as this person is, who has a valid token of the own kind, or as a visitor none.
    /// </summary>
    public HttpClient At(string part, string person, Guid? member = null, Guid? session = null)
    {
        var client = part switch
        {
            "registration" => Registration.WithoutRedirects(),
            "scheduling" => Scheduling.WithoutRedirects(),
            "knowledge" => Knowledge.WithoutRedirects(),
            "notification" => notification.WithToken(""),
            "gateway" => gateway.CreateClient(),
            "portal" => portal.CreateClient(
                new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false }
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "No such part."),
        };
        client.DefaultRequestHeaders.Authorization = TokenOf(person, member ?? Known, session ?? Known) is { } token
            ? new AuthenticationHeaderValue("Bearer", token)
            : null;
        return client;
    }

    private string? TokenOf(string person, Guid member, Guid session) =>
        person switch
        {
            Persons.Visitor => null,
            Persons.SeatLink => Registration.KeyOf(City).Link(member, session, PersonalLink.SeatPurpose),
            Persons.ContributionLink => Registration
                .KeyOf(City)
                .Link(member, session, PersonalLink.ContributionPurpose),
            Persons.ApplicationLink => Registration
                .KeyOf(PersonalLink.Hub)
                .Link(member, session, PersonalLink.ApplicationPurpose),
            Persons.SpeakerLink => Registration
                .KeyOf(PersonalLink.Hub)
                .Link(member, session, PersonalLink.SpeakerPurpose),
            "member" => SignedIn.Token(member, City, AccessTokens.DefaultIssuer),
            // Of whatever partner the routes are asked for; that others are refused is tested where they are.
            "coordinator" => SignedIn.Token(member, City, AccessTokens.DefaultIssuer, $"coordinator:{Known}"),
            _ => SignedIn.Token(member, City, AccessTokens.DefaultIssuer, person),
        };

    public IServiceProvider ServicesOf(string part) =>
        part switch
        {
            "registration" => Registration.Services,
            "scheduling" => Scheduling.Services,
            "knowledge" => Knowledge.Services,
            "notification" => notification.Services,
            "gateway" => gateway.Services,
            _ => portal.Services,
        };

    private async Task GivenOneOfEverythingAsync()
    {
        var (signer, hub) = (Registration.KeyOf(City), Registration.KeyOf(PersonalLink.Hub));
        await using (var scope = Registration.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<RegistrationDbContext>();
            db.Add(new Partner { Key = City, Name = "Bamberg" });
            db.Add(
                new PartnerKey
                {
                    Partner = City,
                    KeyId = signer.KeyId,
                    PublicKey = signer.PublicKey,
                    AcceptedAt = TimeProvider.System.GetUtcNow(),
                }
            );
            db.Add(new Partner { Key = PersonalLink.Hub, Name = "Stadtgespräche" });
            db.Add(
                new PartnerKey
                {
                    Partner = PersonalLink.Hub,
                    KeyId = hub.KeyId,
                    PublicKey = hub.PublicKey,
                    AcceptedAt = TimeProvider.System.GetUtcNow(),
                }
            );
            db.Add(
                new Member
                {
                    Id = Known,
                    Partner = City,
                    DisplayName = "Erika Beispiel",
                }
            );
            db.Add(
                new Member
                {
                    Id = Other,
                    Partner = City,
                    DisplayName = "Otto Beispiel",
                }
            );
            await db.SaveChangesAsync();
        }

        await Registration.Deliver(
            new SessionScheduled(
                Known,
                1,
                "Digitale Ratsarbeit",
                "Text",
                "Beteiligung",
                TimeProvider.System.GetUtcNow().AddDays(9),
                "Europe/Berlin",
                120,
                SessionForm.OnSite,
                new Contracts.Scheduling.Venue("Rathaus", "Marktplatz 1", "96047", "Bamberg"),
                10,
                0,
                []
            )
        );
        await Knowledge.Deliver(new PartnerKeyAccepted(City, signer.KeyId, signer.PublicKey));
        await Knowledge.Deliver(new PartnerKeyAccepted(PersonalLink.Hub, hub.KeyId, hub.PublicKey));
        await Scheduling.Deliver(new PartnerKeyAccepted(PersonalLink.Hub, hub.KeyId, hub.PublicKey));
        await Knowledge.Deliver(new AttendanceRecorded(City, Known, Known, 1, true, "Erika Beispiel", "Bamberg"));
        await DoneAsync(
            Scheduling.Organiser.PutAsJsonAsync(
                $"/sessions/{Known}",
                new
                {
                    title = "Digitale Ratsarbeit",
                    description = "Text",
                    topics = new[] { "01993b00-0000-7000-8000-000000000001" },
                    start = TimeProvider.System.GetUtcNow().AddDays(9),
                    timeZone = "Europe/Berlin",
                    lengthMinutes = 120,
                    form = "Online",
                    capacityOnline = 10,
                    onlineLink = "https://video.example/saal",
                    programme = new[]
                    {
                        new
                        {
                            kind = "Exchange",
                            title = "Austausch",
                            lengthMinutes = 60,
                        },
                    },
                }
            )
        );
        await DoneAsync(
            At("knowledge", Persons.ContributionLink)
                .PutAsJsonAsync(
                    $"/contributions/{Known}",
                    new
                    {
                        sessionId = Known,
                        kind = "Experience",
                        title = "Aus unserem Rat",
                        body = "Wir haben uns ausgetauscht.",
                    }
                )
        );
        await Eventually.Holds(async () =>
        {
            (await Registration.Anonymous.GetAsync($"/sessions/{Known}/places")).EnsureSuccessStatusCode();
            (
                await At("knowledge", Persons.ContributionLink).GetAsync($"/sessions/{Known}/authorship")
            ).EnsureSuccessStatusCode();
            (await At("scheduling", Persons.SpeakerLink).GetAsync("/me/impulses")).EnsureSuccessStatusCode();
            (await At("knowledge", Persons.ApplicationLink).GetAsync("/me/data")).StatusCode.ShouldBe(
                HttpStatusCode.Forbidden
            );
        });
        // Who is at a session sees who else is.
        await DoneAsync(
            At("registration", Persons.SeatLink).PutAsJsonAsync($"/sessions/{Known}/seat", new { answer = "OnSite" })
        );
    }

    private static async Task DoneAsync(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
