using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.SignIn;

/// <summary>
/// A replica of the fixture's Registration on a real port, where browsers and foreign programs reach it; its own
/// address is the issuer, unless it shares another's. It has one door that the product lacks, <see cref="Door"/>, where
/// a test comes in as a member.
/// </summary>
public sealed class SignInHost : IAsyncDisposable
{
    public const string Portal = "portal";
    public const string PortalSecret = "nur-fuer-tests";
    public const string Redirect = "http://127.0.0.1:1/signin-oidc";
    public const string Foreign = "fremd";
    private const string Door = "/anmelden/probe";
    private readonly WebApplicationFactory<Program> factory;

    private SignInHost(WebApplicationFactory<Program> factory, Uri address, Uri issuer)
    {
        this.factory = factory;
        (Address, Issuer) = (address, issuer);
        Browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = address,
        };
    }

    public Uri Address { get; }

    public Uri Issuer { get; }

    public IServiceProvider Services => factory.Services;

    /// <summary>Follows no redirects and keeps no cookies by itself.</summary>
    public HttpClient Browser { get; }

    public static async Task<SignInHost> StartAsync(
        RegistrationFixture fixture,
        TimeProvider? time = null,
        Uri? issuer = null,
        IReadOnlyDictionary<string, string>? settings = null,
        int? port = null
    )
    {
        port ??= ServerProcess.FreePort();
        // Browsers allow passkeys for the name localhost without https, for an address of numbers never.
        var address = new Uri($"http://localhost:{port}/");
        var all = new Dictionary<string, string>(fixture.Service.Settings)
        {
            ["SignIn:Issuer"] = (issuer ?? address).ToString(),
            [$"SignIn:Clients:{Portal}:Name"] = "Portal",
            [$"SignIn:Clients:{Portal}:FirstParty"] = "true",
            [$"SignIn:Clients:{Portal}:Secret"] = PortalSecret,
            [$"SignIn:Clients:{Portal}:RedirectUris:0"] = Redirect,
            [$"SignIn:Clients:{Portal}:PostLogoutRedirectUris:0"] = "http://127.0.0.1:1/",
            [$"SignIn:Clients:{Foreign}:Name"] = "Fremde Oberfläche",
            [$"SignIn:Clients:{Foreign}:RedirectUris:0"] = Redirect,
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
        {
            all[key] = value;
        }

        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Development");
            foreach (var (key, value) in all)
            {
                web.UseSetting(key, value);
            }

            web.ConfigureServices(services =>
            {
                services.StopPatiently();
                services.AddTransient<IStartupFilter, TestDoor>();
                if (time is not null)
                {
                    services.Replace(ServiceDescriptor.Singleton(time));
                }
            });
        });
        factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port.Value));
        factory.StartServer();
        var host = new SignInHost(factory, address, issuer ?? address);
        (await host.Browser.GetAsync("/health/live")).EnsureSuccessStatusCode();
        return host;
    }

    /// <summary>
    /// Signs a member in as a page does after its check, and returns the cookie header of that browser.
    /// </summary>
    public async Task<string> SignIn(Guid member, string method = SignInMethod.Passkey, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Door}?member={member}&method={method}");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        var answer = await Browser.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(nameof(SignInOutcome.SignedIn));
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(set => set.Split(';')[0]));
    }

    /// <summary>The outcome of a sign-in that a page tries.</summary>
    public async Task<string> TrySignIn(Guid member, string method) =>
        await (await Browser.PostAsync($"{Door}?member={member}&method={method}", null)).Content.ReadAsStringAsync();

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await factory.DisposeAsync();
    }

    private sealed class TestDoor : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Map(
                    Door,
                    door =>
                        door.Run(async http =>
                        {
                            var outcome = await SignInMember.Handle(
                                http,
                                Guid.Parse(http.Request.Query["member"]!),
                                http.Request.Query["method"]!,
                                http.RequestServices.GetRequiredService<RegistrationDbContext>(),
                                http.RequestServices.GetRequiredService<TimeProvider>(),
                                http.RequestAborted
                            );
                            await http.Response.WriteAsync(outcome.ToString());
                        })
                );
                next(app);
            };
    }
}
