using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// The portal on a real port, in two replicas, before a <see cref="ScriptedApi"/> that knows one coming session, <see
/// cref="SessionId"/>.
/// </summary>
public class PortalUnderTest : IAsyncLifetime
{
    public static readonly Guid SessionId = Guid.Parse("018f0000-0000-7000-8000-000000000001");
    private readonly string directory = Directory.CreateTempSubdirectory("portal-").FullName;
    private WebApplication hub = null!;
    private WebApplicationFactory<Program> portal = null!;
    private WebApplicationFactory<Program> second = null!;

    /// <summary>A browser that follows no redirects and keeps no cookies by itself.</summary>
    public HttpClient Browser { get; private set; } = null!;

    /// <summary>The same person's browser at another replica.</summary>
    public HttpClient AtSecondReplica { get; private set; } = null!;

    public ScriptedIssuer Issuer => Api.Issuer;

    public ScriptedRights Rights => Api.Rights;

    public IServiceProvider Services => portal.Services;

    /// <summary>
    /// The cookie, without its name, of somebody who is signed in with a passkey and is an organiser.
    /// </summary>
    public string OrganiserCookie { get; private set; } = "";

    public ScriptedApi Api { get; } = new();

    /// <summary>For the session, and for the impulse with the same id.</summary>
    public static string Link(bool genuine = true) =>
        string.Join(
            '.',
            Encode("""{"alg":"ES256"}"""),
            Encode($$"""{"session":"{{SessionId}}","sub":"{{SessionId}}"}"""),
            genuine ? "echt" : "falsch"
        );

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        hub = builder.Build();
        hub.Map(
            "/{**path}",
            async (HttpContext context, string path) =>
            {
                await Task.Delay(Api.Slow);
                return Api.Answer(context.Request, $"/{path}");
            }
        );
        await hub.StartAsync();
        var database = await DatabaseAsync();
        (portal, Browser) = Start(database);
        (second, AtSecondReplica) = Start(database);
        OrganiserCookie = await SignedInAsync();
    }

    /// <summary>Where both replicas keep who is signed in.</summary>
    protected virtual Task<string> DatabaseAsync() => MigratedDatabase.CreateAsync<PortalDbContext>();

    /// <summary>The cookie of a new sign-in, of an organiser who used a passkey unless told otherwise.</summary>
    public async Task<string> SignedInAsync(string amr = "passkey", params string[] roles)
    {
        var person = new Person(Browser);
        await person.SignIn("/mein-bereich", amr, roles is [] && amr == "passkey" ? ["organiser"] : roles);
        return person.Cookie("sitzung")!;
    }

    private (WebApplicationFactory<Program>, HttpClient) Start(string database)
    {
        var replica = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
            web.UseSetting("services:gateway:http:0", hub.Urls.First())
                .UseSetting("Feedback:Directory", Path.Combine(directory, "feedback"))
                .UseSetting("ConnectionStrings:database", database)
                .UseSetting("SignIn:Issuer", ScriptedIssuer.Address)
                .UseSetting("SignIn:ClientSecret", ScriptedIssuer.Secret)
                .ConfigureTestServices(services => services.TellRefusedForms())
        );
        replica.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        replica.StartServer();
        return (
            replica,
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            {
                BaseAddress = replica.CreateClient().BaseAddress!,
            }
        );
    }

    public virtual async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        AtSecondReplica.Dispose();
        await second.DisposeAsync();
        await portal.DisposeAsync();
        await hub.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private static string Encode(string json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
