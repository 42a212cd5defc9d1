using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Registration.CityLogins;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.Tests.CityLogins;

/// <summary>
/// What the check says about logins that are set up wrongly, and that nothing inside our network is asked.
/// </summary>
public sealed class CheckCityLoginTests : IAsyncLifetime
{
    private WebApplication login = null!;
    private Func<string, IResult> answer = _ => Results.NotFound();
    private readonly List<string> asked = [];

    private string Issuer => login.Urls.First();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        login = builder.Build();
        login.Map(
            "/{**path}",
            (HttpRequest request) =>
            {
                asked.Add(request.Path);
                return answer(request.Path);
            }
        );
        await login.StartAsync();
    }

    public async ValueTask DisposeAsync() => await login.DisposeAsync();

    [Fact]
    public async Task A_login_that_fits_has_no_findings()
    {
        answer = path => path.EndsWith("jwks", StringComparison.Ordinal) ? Keys : Document();
        (await Findings()).ShouldBeEmpty();
    }

    public static TheoryData<string> Wrong =>
        [
            "status",
            "redirected",
            "discovery-unreadable",
            "issuer-differs",
            "issuer-slash",
            "clock-ahead",
            "clock-behind",
            "endpoints-missing",
            "code-not-supported",
            "signature-not-supported",
            "keys-missing",
            "too-large",
        ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_said_in_German(string code)
    {
        answer = path =>
            (code, path.EndsWith("jwks", StringComparison.Ordinal)) switch
            {
                ("keys-missing", true) => Results.Json(new { keys = Array.Empty<object>() }),
                (_, true) => Keys,
                ("status", _) => Results.StatusCode(403),
                ("redirected", _) => Results.Redirect("/innen"),
                ("discovery-unreadable", _) => Results.Content("<html>"),
                ("issuer-differs", _) => Document(issuer: $"{Issuer}/realms/andere"),
                ("issuer-slash", _) => Document(issuer: $"{Issuer}/"),
                ("clock-ahead" or "clock-behind", _) => At(
                    TimeProvider.System.GetUtcNow().AddMinutes(code == "clock-ahead" ? 5 : -5)
                ),
                ("endpoints-missing", _) => Document(token: ""),
                ("code-not-supported", _) => Document(types: ["id_token"]),
                ("signature-not-supported", _) => Document(algorithms: ["HS256"]),
                ("too-large", _) => Results.Content(new string(' ', 300 * 1024) + "{}"),
                _ => Document(),
            };
        var finding = (await Findings()).ShouldHaveSingleItem();
        finding.Code.ShouldBe(code);
        finding.Message.ShouldEndWith(code is "status" ? "?" : ".");
        // Nobody was led on.
        asked.ShouldNotContain("/innen");
    }

    [Theory]
    [InlineData("application/json; charset=utf8")]
    [InlineData("application/json; charset=\"UTF8\"")]
    [InlineData("application/json; charset=windows-unsinn")]
    [InlineData("application/json; charset=")]
    [InlineData("text/html; charset=iso-8859-1")]
    [InlineData("json")]
    public async Task A_content_type_that_calls_it_something_else_changes_nothing_for_json_is_utf8(string type)
    {
        answer = path => new As(path.EndsWith("jwks", StringComparison.Ordinal) ? Keys : Document(), type);
        (await Findings()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("EdDSA")]
    [InlineData("ES256K")]
    [InlineData("RS999")]
    [InlineData("none")]
    public async Task A_signature_that_nobody_could_sign_in_with_is_named(string algorithm)
    {
        answer = path => path.EndsWith("jwks", StringComparison.Ordinal) ? Keys : Document(algorithms: [algorithm]);
        (await Findings()).ShouldHaveSingleItem().Message.ShouldContain($"nur mit {algorithm};");
    }

    [Theory]
    [InlineData(90, 0)]
    [InlineData(-90, 0)]
    [InlineData(-3600, 3600)]
    public async Task A_clock_that_is_near_enough_or_an_answer_from_a_cache_is_fine(int seconds, int age)
    {
        answer = path =>
            path.EndsWith("jwks", StringComparison.Ordinal)
                ? Keys
                : At(TimeProvider.System.GetUtcNow().AddSeconds(seconds), age);
        (await Findings()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slash_too_many_is_named_in_either_direction()
    {
        answer = path => path.EndsWith("jwks", StringComparison.Ordinal) ? Keys : Document();
        using var outside = Outside(local: true);
        var finding = (
            await CheckCityLogin.Handle(
                "egal",
                $"{Issuer}/",
                null!,
                outside,
                TimeProvider.System,
                TestContext.Current.CancellationToken
            )
        ).Value!.Findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe("issuer-slash");
        finding.Message.ShouldContain("ohne Schrägstrich");
    }

    [Theory]
    [InlineData("http://127.0.0.1:5432", "issuer-not-https")]
    [InlineData("https://127.0.0.1:5432", "address-not-public")]
    [InlineData("https://localhost", "address-not-public")]
    [InlineData("https://[::1]", "address-not-public")]
    [InlineData("https://[::ffff:169.254.169.254]/latest", "address-not-public")]
    [InlineData("https://169.254.169.254/latest/meta-data", "address-not-public")]
    [InlineData("https://2130706433", "address-not-public")]
    [InlineData("https://gibt.es.nicht.invalid", "name-unknown")]
    public async Task Nothing_inside_our_network_is_asked(string issuer, string code)
    {
        using var outside = Outside(local: false);
        (
            await CheckCityLogin.Handle(
                "egal",
                issuer,
                null!,
                outside,
                TimeProvider.System,
                TestContext.Current.CancellationToken
            )
        )
            .Value!.Findings.ShouldHaveSingleItem()
            .Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    [InlineData("ff02::1")]
    public void An_address_inside_is_not_public(string address) =>
        OutsideHttp.IsPublic(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("9.9.9.9")]
    [InlineData("172.32.0.1")]
    [InlineData("2a00:1450:4001:82f::200e")]
    public void An_address_of_the_internet_is(string address) =>
        OutsideHttp.IsPublic(IPAddress.Parse(address)).ShouldBeTrue();

    [Fact]
    public async Task An_address_that_the_document_names_is_looked_at_too()
    {
        using var outside = Outside(local: false);
        await Should.ThrowAsync<ForbiddenAddressException>(() => outside.Client.GetAsync(new Uri($"{Issuer}/jwks")));
        var fault = await Should.ThrowAsync<HttpRequestException>(() =>
            outside.Client.GetAsync(new Uri(Issuer.Replace("http:", "https:", StringComparison.Ordinal)))
        );
        (fault.InnerException ?? fault).ShouldBeOfType<ForbiddenAddressException>();
        asked.ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<CheckCityLogin.Finding>> Findings()
    {
        using var outside = Outside(local: true);
        return (
            await CheckCityLogin.Handle(
                "egal",
                Issuer,
                null!,
                outside,
                TimeProvider.System,
                TestContext.Current.CancellationToken
            )
        )
            .Value!
            .Findings;
    }

    private static OutsideHttp Outside(bool local) =>
        new(Options.Create(new SignInSettings { LocalCityLogins = local }));

    private static IResult Keys =>
        Results.Json(
            new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "RSA",
                        use = "sig",
                        kid = "1",
                        e = "AQAB",
                        n = Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(new byte[256]),
                    },
                },
            }
        );

    private IResult At(DateTimeOffset date, int age = 0) =>
        new As(
            Document(),
            "application/json",
            headers =>
            {
                headers.Date = date.ToString("R");
                headers.Age = $"{age}";
            }
        );

    /// <summary>The same answer under another content type and with other headers.</summary>
    private sealed class As(IResult answer, string type, Action<IHeaderDictionary>? set = null) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.OnStarting(() =>
            {
                httpContext.Response.Headers.ContentType = type;
                set?.Invoke(httpContext.Response.Headers);
                return Task.CompletedTask;
            });
            return answer.ExecuteAsync(httpContext);
        }
    }

    private IResult Document(
        string? issuer = null,
        string token = "/token",
        string[]? types = null,
        string[]? algorithms = null
    ) =>
        Results.Json(
            new
            {
                issuer = issuer ?? Issuer,
                authorization_endpoint = $"{Issuer}/authorize",
                token_endpoint = token.Length == 0 ? "" : Issuer + token,
                jwks_uri = $"{Issuer}/jwks",
                response_types_supported = types ?? ["code"],
                id_token_signing_alg_values_supported = algorithms ?? ["RS256"],
            }
        );
}
