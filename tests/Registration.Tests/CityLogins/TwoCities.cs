using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Registration.Tests.SignIn;
using Stadtgespraeche.Registration.Tests.SignIn.Tokens;

namespace Stadtgespraeche.Registration.Tests.CityLogins;

/// <summary>Two partners of their own with a login each, and two replicas of Registration for browsers.</summary>
public sealed class TwoCities(RegistrationFixture registration) : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Local = new()
    {
        ["SignIn:LocalCityLogins"] = "true",
        ["SignIn:CityLoginPatience"] = "00:02:00",
    };

    public string City { get; } = $"eigen-{Guid.NewGuid():N}"[..14];

    public string Other { get; } = $"fremd-{Guid.NewGuid():N}"[..14];

    public OwnLogin Login { get; private set; } = null!;

    public OwnLogin OtherLogin { get; private set; } = null!;

    public SignInHost Host { get; private set; } = null!;

    public SignInHost Replica { get; private set; } = null!;

    public Uri Site => Host.Address;

    public RegistrationFixture Registration => registration;

    public async ValueTask InitializeAsync()
    {
        await registration.GivenPartner(City);
        await registration.GivenPartner(Other);
        (Login, OtherLogin) = (await OwnLogin.StartAsync(), await OwnLogin.StartAsync());
        Host = await SignInHost.StartAsync(registration, settings: Local);
        Replica = await SignInHost.StartAsync(registration, issuer: Host.Address, settings: Local);
        await Configure(City, Login);
        await Configure(Other, OtherLogin);
    }

    public async ValueTask DisposeAsync()
    {
        await Replica.DisposeAsync();
        await Host.DisposeAsync();
        await Login.DisposeAsync();
        await OtherLogin.DisposeAsync();
    }

    /// <summary>Sets a partner's login as its coordinator does.</summary>
    public async Task Configure(string partner, OwnLogin login, bool enabled = true, string client = OwnLogin.Client)
    {
        using var coordinator = await Coordinator(partner);
        var answer = await coordinator.PutAsJsonAsync(
            $"/partners/{partner}/login",
            new
            {
                issuer = login.Issuer,
                clientId = client,
                clientSecret = OwnLogin.Secret,
                enabled,
            }
        );
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>
    /// A client of the real thing: a coordinator who has signed in with a passkey, with an access token of the first
    /// replica.
    /// </summary>
    public async Task<HttpClient> Coordinator(string partner)
    {
        var member = await registration.GivenMember(partner, "Kim Koordination");
        await GivenRole(member, AccountRole.Coordinator, partner);
        var tokens = await new Frontend(Host).SignIn(await Host.SignIn(member));
        return new HttpClient
        {
            BaseAddress = Site,
            DefaultRequestHeaders = { Authorization = new("Bearer", (string)tokens["access_token"]!) },
        };
    }

    public async Task GivenRole(Guid member, string role, string partner = "")
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistrationDbContext>();
        await OpenAccount.Handle(db, member, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        db.AccountRoles.Add(
            new AccountRole
            {
                AccountId = member,
                Role = role,
                Partner = partner,
            }
        );
        await db.SaveChangesAsync();
    }

    /// <summary>A member who has connected the city's login, and the subject that it is known by there.</summary>
    internal async Task<(Guid Member, string Subject, Walker Browser)> GivenConnected(
        string? partner = null,
        string? role = null
    )
    {
        partner ??= City;
        var login = partner == City ? Login : OtherLogin;
        var member = await registration.GivenMember(partner);
        if (role is not null)
        {
            await GivenRole(member, role);
        }

        login.Subject = Guid.NewGuid().ToString();
        var browser = new Walker();
        browser.Carry(Site, await Host.SignIn(member, SignInMethod.Mail));
        var landed = await browser.Get(await browser.Through(Site, partner));
        landed.Headers.Location!.ToString().ShouldStartWith("/anmelden/stadt/verbinden");
        var connected = await browser.Press(Site, landed.Headers.Location.ToString());
        connected.Headers.Location!.ToString().ShouldBe(ReturnPath.Home);
        (
            await registration.Query(db => db.CityIdentities.SingleAsync(row => row.AccountId == member))
        ).Subject.ShouldBe(login.Subject);
        return (member, login.Subject, browser);
    }

    public Task<List<string>> Sessions(Guid member) =>
        registration.Query(db =>
            db.DeviceSessions.Where(row => row.AccountId == member).Select(row => row.Method).ToListAsync()
        );
}
