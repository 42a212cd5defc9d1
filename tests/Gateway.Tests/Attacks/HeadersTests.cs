using System.Net;
using System.Text;

namespace Stadtgespraeche.Gateway.Tests.Attacks;

/// <summary>
/// What a request says about itself counts for nothing, and nothing is smuggled in between two requests.
/// </summary>
public sealed class HeadersTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Theory]
    [InlineData("Forwarded", "for=203.0.113.9;host=anderswo.example;proto=https")]
    [InlineData("X-Original-URL", "/health/live")]
    [InlineData("X-Rewrite-URL", "/health/live")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("X-Original-Host", "anderswo.example")]
    [InlineData("X-Forwarded-Host", "anderswo.example")]
    [InlineData("X-Forwarded-Prefix", "/anderswo")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    public async Task Headers_of_proxies_from_somebody_else_do_not_reach_the_services(string name, string value)
    {
        var path = $"/x{Guid.NewGuid():N}";
        await RawHttp.SendAsync(
            gateway.Address,
            $"GET {path} HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\n{name}: {value}\r\nConnection: close\r\n\r\n",
            from: "127.0.0.2"
        );
        var reached = gateway.Reached.Single(reached => reached.Request == $"portal GET {path}");
        reached.Headers.Values.ShouldAllBe(header => !header.Contains("anderswo") && !header.Contains("203.0.113.9"));
        reached.Headers.GetValueOrDefault(name).ShouldNotBe(value);
        reached.Headers["X-Forwarded-For"].ShouldBe("127.0.0.2");
        reached.Headers["X-Forwarded-Proto"].ShouldBe("http");
    }

    [Fact]
    public async Task The_portal_is_believed_for_whom_it_asks()
    {
        var path = $"/x{Guid.NewGuid():N}";
        await RawHttp.GetAsync(gateway.Address, path, "X-Forwarded-For: 203.0.113.9");
        gateway
            .Reached.Single(reached => reached.Request == $"portal GET {path}")
            .Headers["X-Forwarded-For"]
            .ShouldBe("203.0.113.9");
    }

    [Fact]
    public async Task Oversized_headers_are_refused()
    {
        (await RawHttp.GetAsync(gateway.Address, "/", $"X-Big: {new string('a', 40_000)}")).ShouldStartWith(
            "HTTP/1.1 431"
        );
        (
            await RawHttp.GetAsync(gateway.Address, "/", [.. Enumerable.Range(0, 200).Select(i => $"X-{i}: a")])
        ).ShouldStartWith("HTTP/1.1 431");
        (await RawHttp.GetAsync(gateway.Address, $"/{new string('a', 10_000)}")).ShouldStartWith("HTTP/1.1 414");
    }

    [Theory]
    [InlineData("X-Bad: a\rSet-Cookie: b=c")]
    [InlineData("X-Bad: a\nb")]
    [InlineData("X-Bad: a\0b")]
    [InlineData("X Bad: a")]
    [InlineData(" X-Folded: a")]
    [InlineData("X-Bad : a")]
    [InlineData(": a")]
    public async Task Headers_that_break_out_of_their_line_are_refused(string header) =>
        (await RawHttp.GetAsync(gateway.Address, "/", header)).ShouldStartWith("HTTP/1.1 400");

    [Theory]
    [InlineData("/%0d%0aSet-Cookie:%20geheim=1")]
    [InlineData("/x%0aLocation:%20https://anderswo.example")]
    [InlineData("/api/docs%0d%0aSet-Cookie:%20geheim=1")]
    [InlineData("/api/docs?x=%0d%0aSet-Cookie:%20geheim=1")]
    public async Task A_line_break_in_an_address_gets_into_no_header(string target)
    {
        var answer = await RawHttp.GetAsync(gateway.Address, target);
        var headers = answer.Split("\r\n\r\n")[0].Split("\r\n");
        headers.ShouldAllBe(line => !line.StartsWith("Set-Cookie") && !line.StartsWith("Location: http"));
    }

    [Theory]
    [InlineData("Content-Length: 6\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 6")]
    [InlineData("Content-Length: 6\r\nContent-Length: 60")]
    [InlineData("Content-Length: 6, 60")]
    [InlineData("Content-Length: 0x6")]
    [InlineData("Transfer-Encoding: xchunked")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity")]
    [InlineData("Transfer-Encoding : chunked")]
    [InlineData("Transfer-Encoding:\vchunked")]
    public async Task No_request_is_smuggled_behind_another(string framing)
    {
        var mark = Guid.NewGuid().ToString("N");
        // Where the first ends is what two servers in a row must not see differently.
        var text =
            $"POST /first{mark} HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\n{framing}\r\n\r\n0\r\n\r\nG"
            + $"GET /smuggled{mark} HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nConnection: close\r\n\r\n";
        using var socket = await RawHttp.ConnectAsync(gateway.Address);
        await using var stream = new System.Net.Sockets.NetworkStream(socket);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        var answer = await RawHttp.ReadToEndAsync(stream);
        answer.ShouldStartWith("HTTP/1.1 ");
        gateway.Reached.ShouldNotContain(reached => reached.Request.Contains($"smuggled{mark}"));
        gateway.Reached.Count(reached => reached.Request.Contains(mark)).ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData("Cookie: stadtname=M\u00fcnster", "in Latin-1")]
    [InlineData("Cookie: stadtname=M\u00c3\u00bcnster", "in UTF-8")]
    [InlineData("User-Agent: Stra\u00dfenbahn", "no cookie")]
    [InlineData("X-Ort: \u00ff\u00fe\u0080", "no text at all")]
    public async Task Bytes_outside_ASCII_in_a_header_are_served(string header, string what)
    {
        var path = $"/x{Guid.NewGuid():N}";
        (await RawHttp.GetAsync(gateway.Address, path, header)).ShouldStartWith("HTTP/1.1 200", customMessage: what);
        var (name, value) = (header.Split(": ")[0], header.Split(": ")[1]);
        gateway
            .Reached.Single(reached => reached.Request == $"portal GET {path}")
            .Headers[name]
            .ShouldBe(value, "as it came");
    }

    [Theory]
    [InlineData("DELETE", "/sitzungen")]
    [InlineData("PATCH", "/anmelden")]
    [InlineData("PROPFIND", "/")]
    [InlineData("TRACE", "/mein-bereich")]
    [InlineData("QUAK", "/api/scheduling/sessions")]
    [InlineData("TRACE", "/api/docs")]
    [InlineData("POST", "/api/openapi.json")]
    [InlineData("MOVE", "/connect/token")]
    public async Task A_method_that_means_nothing_is_refused_with_words(string method, string path)
    {
        var answer = await RawHttp.SendAsync(
            gateway.Address,
            $"{method} {path} HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        answer.ShouldStartWith("HTTP/1.1 405");
        answer.ShouldContain("Diese Anfrage ist hier nicht möglich");
        answer.ShouldContain("default-src 'none'");
    }

    [Fact]
    public async Task A_body_cannot_hide_a_second_request_from_the_services()
    {
        var mark = Guid.NewGuid().ToString("N");
        var body = $"GET /smuggled{mark} HTTP/1.1\r\nHost: x\r\n\r\n";
        await RawHttp.SendAsync(
            gateway.Address,
            $"POST /first{mark} HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\n"
                + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"
        );
        gateway
            .Reached.Where(reached => reached.Request.Contains(mark))
            .Select(reached => reached.Request)
            .ShouldBe([$"portal POST /first{mark}"]);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers_errors_included()
    {
        foreach (
            var path in new[]
            {
                "/",
                "/api/openapi.json",
                "/api/unbekannt",
                "/api/knowledge/contributions",
                "/anmelden",
                "/api/docs/",
                "/connect/token",
            }
        )
        {
            using var answer = await gateway.Client.GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldStartWith("default-src 'none'");
            policy.ShouldContain("frame-ancestors 'none'");
            if (path != "/api/docs/")
            {
                policy.ShouldNotContain("unsafe");
            }

            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
            answer.Headers.Contains("Server").ShouldBeFalse();
            answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse("not on a developer's machine");
        }
    }

    [Fact]
    public async Task Outside_a_developers_machine_browsers_are_told_to_stay_on_https()
    {
        using var production = gateway.With(("environment", "Production"));
        using var answer = await production.GetAsync("/");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000; includeSubDomains"]);
    }
}
