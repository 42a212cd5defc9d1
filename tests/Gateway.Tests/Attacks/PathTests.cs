namespace Stadtgespraeche.Gateway.Tests.Attacks;

/// <summary>
/// No way of writing an address leads to what is inside, past the sign-in's own limits, or to another host.
/// </summary>
public sealed class PathTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    public static TheoryData<string> WaysInside()
    {
        string[] services =
        [
            "/api/registration",
            "/API/registration",
            "/Api/Registration",
            "/%61pi/registration",
            "/api/scheduling",
        ];
        string[] paths =
        [
            "/health/live",
            "/HEALTH/Ready",
            "/%68ealth/live",
            "/%2568ealth/live",
            "//health/live",
            "/./health/live",
            "/%2e/health/live",
            "/x/../health/live",
            "/x/..%2fhealth/live",
            "/x/%2e%2e/health/live",
            "/x%2f..%2fhealth/live",
            "/x/..%5chealth/live",
            "/%5chealth/live",
            "/x/..;/health/live",
            "/openapi/v1.json",
            "/OpenApi/v1.json",
            "/openapi%2fv1.json",
            "/%6fpenapi/v1.json",
        ];
        return [.. services.SelectMany(service => paths.Select(path => service + path))];
    }

    [Theory]
    [MemberData(nameof(WaysInside))]
    public async Task Health_and_OpenAPI_of_a_service_stay_inside(string target)
    {
        var answer = await RawHttp.GetAsync(gateway.Address, target);
        answer.ShouldStartWith("HTTP/1.1 4");
        gateway.Reached.ShouldNotContain(reached =>
            reached.Request.Contains("/health", StringComparison.OrdinalIgnoreCase)
            || reached.Request.Contains("/openapi", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Theory]
    [InlineData("/api/registration/anmelden")]
    [InlineData("/api/registration/Anmelden/link")]
    [InlineData("/API/registration/connect/token")]
    [InlineData("/api/registration//connect/token")]
    [InlineData("/api/registration/%63onnect/token")]
    [InlineData("/api/registration/.well-known/jwks")]
    public async Task Sign_in_has_one_address_only(string target)
    {
        var answer = await RawHttp.GetAsync(gateway.Address, target);
        answer.ShouldStartWith("HTTP/1.1 404");
        answer.ShouldContain("\"code\":\"not-found\"");
    }

    [Theory]
    [InlineData("/sitzungen%00")]
    [InlineData("/%00/api/registration/health/live")]
    [InlineData("/api/registration/%00health/live")]
    [InlineData("/sitzungen\0")]
    [InlineData("/sitzungen\x01")]
    [InlineData("sitzungen")]
    [InlineData("*")]
    public async Task What_is_no_address_is_refused(string target) =>
        (await RawHttp.GetAsync(gateway.Address, target)).ShouldStartWith("HTTP/1.1 40");

    [Theory]
    [InlineData("http://anderswo.example/sitzungen", "anderswo.example")]
    [InlineData("http://anderswo.example/sitzungen", null)]
    [InlineData("http://127.0.0.1@anderswo.example/sitzungen", null)]
    [InlineData("/sitzungen", "anderswo.example")]
    [InlineData("/sitzungen", "")]
    [InlineData("/sitzungen", "127.0.0.1%2eanderswo.example")]
    [InlineData("/sitzungen", "%31%32%37.0.0.1")]
    [InlineData("/sitzungen", "127.0.0.1@anderswo.example")]
    [InlineData("/sitzungen", "127.0.0.1, anderswo.example")]
    [InlineData("/sitzungen", "127.0.0.1\r\nHost: anderswo.example")]
    [InlineData("/sitzungen", "127.0.0.1.anderswo.example")]
    public async Task Another_host_is_refused(string target, string? host)
    {
        var before = gateway.Reached.Count(reached => reached.Request.EndsWith("/sitzungen", StringComparison.Ordinal));
        var answer = await RawHttp.SendAsync(
            gateway.Address,
            $"GET {target} HTTP/1.1\r\nHost: {host ?? gateway.Address.Authority}\r\nConnection: close\r\n\r\n"
        );
        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldNotContain("anderswo", Case.Insensitive);
        gateway
            .Reached.Count(reached => reached.Request.EndsWith("/sitzungen", StringComparison.Ordinal))
            .ShouldBe(before);
    }

    [Fact]
    public async Task The_refusal_of_a_host_carries_the_security_headers_and_a_code()
    {
        var answer = await RawHttp.SendAsync(
            gateway.Address,
            "GET / HTTP/1.1\r\nHost: anderswo.example\r\nConnection: close\r\n\r\n"
        );
        answer.ShouldContain("Content-Security-Policy: default-src 'none'");
        answer.ShouldContain("X-Content-Type-Options: nosniff");
        answer.ShouldContain("\"code\":\"request-malformed\"");
    }
}
