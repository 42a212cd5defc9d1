using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Rights.Tests;

/// <summary>
/// Everything that reads what others send: addresses, forms, JSON, headers and tokens of every route that really exists.
/// Whatever comes, nothing answers 5xx, no answer to an error is empty, and nothing of it reaches a log.
/// </summary>
public sealed class ForeignBytesTests(Platform platform)
{
    private const string Mark = "fremd7f3a";
    private const int Rounds = 6;
    private static readonly string[] Dates =
    [
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "2026-13-45",
        "-1",
    ];

    private static readonly string[] Texts =
    [
        "",
        " ",
        Mark,
        $"{Mark}\r\n{Mark}",
        $"{Mark}\0",
        "%00",
        "\u202e\u200b\ufeff",
        "Ωü\ud83d\ude00",
        "../..",
        "'; --",
        "9223372036854775808",
        "-1",
        "1e400",
        "NaN",
        "null",
        "[]",
        "{}",
        new string('a', 5000),
        .. Dates,
    ];

    private static readonly Gen<string> Text = Gen.OneOf(Gen.OneOf(Texts), Gen.String[0, 40]);

    private static readonly Gen<JsonNode?> Value = Gen.OneOf<JsonNode?>(
        Text.Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Long.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Double.Select(number => (JsonNode?)JsonValue.Create(double.IsFinite(number) ? number : 0)),
        Gen.Bool.Select(yes => (JsonNode?)JsonValue.Create(yes)),
        Gen.Const((JsonNode?)null),
        Text.Array[0, 3].Select(all => (JsonNode?)new JsonArray([.. all.Select(text => JsonValue.Create(text))])),
        Text.Select(text => (JsonNode?)new JsonObject { ["id"] = text })
    );

    public static TheoryData<string> Parts => [.. Platform.HubServices, "notification", "portal"];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task No_address_answers_5xx_whatever_stands_in_it(string part) =>
        await EveryRouteAsync(
            part,
            (right, text) =>
                new HttpRequestMessage(
                    new HttpMethod(right.Method == "ANY" ? "GET" : right.Method),
                    $"{Addresses.Of(right, Uri.EscapeDataString(Segment(text)))}"
                        + $"?q={Uri.EscapeDataString(text)}&seite={Uri.EscapeDataString(text)}&page={Uri.EscapeDataString(text)}"
                        + $"&from={Uri.EscapeDataString(text)}&ags={Uri.EscapeDataString(text)}&{Uri.EscapeDataString(text)}"
                )
        );

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task No_form_is_answered_with_5xx_whatever_stands_in_it(string part) =>
        await EveryRouteAsync(
            part,
            (right, text) =>
                new HttpRequestMessage(
                    new HttpMethod(right.Method is "ANY" or "GET" ? "POST" : right.Method),
                    Addresses.Of(right, $"{Platform.Known}")
                )
                {
                    Content = new FormUrlEncodedContent(
                        FormFields.Select(field => KeyValuePair.Create(field, text)).Append(new(text, text))
                    ),
                }
        );

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task No_body_is_answered_with_5xx_whatever_it_claims_to_be(string part) =>
        await EveryRouteAsync(
            part,
            (right, text) =>
            {
                var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
                var kind = Kinds[Math.Abs(StringComparer.Ordinal.GetHashCode(text)) % Kinds.Length];
                content.Headers.TryAddWithoutValidation("Content-Type", kind);
                return new HttpRequestMessage(
                    new HttpMethod(right.Method is "ANY" or "GET" ? "POST" : right.Method),
                    Addresses.Of(right, $"{Platform.Known}")
                )
                {
                    Content = content,
                };
            }
        );

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task No_JSON_is_answered_with_5xx_whatever_stands_in_its_properties(string part)
    {
        foreach (var right in RightsTable.Of(part).Where(row => row.Method is "PUT" or "POST" or "PATCH"))
        {
            var properties = PropertiesOf(part, right).ToList();
            await Value
                .Array[properties.Count]
                .Select(Gen.Int[0, 100])
                .SampleAsync(
                    async sample =>
                    {
                        var body = new JsonObject();
                        foreach (var (name, value) in properties.Zip(sample.Item1))
                        {
                            body[name] = value?.DeepClone();
                        }

                        using var request = new HttpRequestMessage(
                            new HttpMethod(right.Method),
                            Addresses.Of(right, $"{Guid.CreateVersion7()}")
                        )
                        {
                            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
                        };
                        await ShouldBeAnsweredAsync(part, right, right.Allowed.Last(), request);
                    },
                    iter: Rounds,
                    threads: 1
                );
        }
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task No_header_is_answered_with_5xx_whatever_stands_in_it(string part) =>
        await EveryRouteAsync(
            part,
            (right, text) =>
            {
                var request = new HttpRequestMessage(
                    new HttpMethod(right.Method == "ANY" ? "GET" : right.Method),
                    Addresses.Of(right, $"{Platform.Known}")
                );
                var value = new string([.. text.Where(character => !char.IsControl(character))]);
                foreach (var name in Headers)
                {
                    request.Headers.TryAddWithoutValidation(name, value);
                }

                request.Headers.TryAddWithoutValidation(
                    "Cookie",
                    $"anmeldung={value}; sitzung={value}; formular={value}"
                );
                return request;
            },
            Persons.Visitor
        );

    [Theory]
    [InlineData("exp", "1e30")]
    [InlineData("exp", "253402300800")]
    [InlineData("exp", "9223372036854775807")]
    [InlineData("exp", "-9223372036854775808")]
    [InlineData("exp", "1e400")]
    [InlineData("exp", "\"morgen\"")]
    [InlineData("exp", "[]")]
    [InlineData("nbf", "253402300799")]
    [InlineData("nbf", "-62135596800")]
    [InlineData("nbf", "1e18")]
    [InlineData("iat", "-1e18")]
    [InlineData("iat", "{}")]
    [InlineData("purpose", "[\"application\",\"seat\"]")]
    [InlineData("purpose", "[\"seat\",\"application\"]")]
    [InlineData("session", "7")]
    [InlineData("session", "\"\\u0000\"")]
    [InlineData("sub", "[]")]
    [InlineData("sub", "\"\\u0000\"")]
    [InlineData("iss", "[\"bamberg\"]")]
    [InlineData("iss", "\"bam\\u0000berg\"")]
    [InlineData("aud", "{\"a\":1}")]
    public async Task No_link_that_a_city_signed_is_answered_with_5xx(string claim, string value)
    {
        var claims = new JsonObject
        {
            ["iss"] = Platform.City,
            ["aud"] = "stadtgespraeche",
            ["sub"] = $"{Platform.Known}",
            ["session"] = $"{Platform.Known}",
            ["purpose"] = "seat",
            ["exp"] = TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeSeconds(),
        };
        claims.Remove(claim);
        var payload = $"{claims.ToJsonString()[..^1]},\"{claim}\":{value}}}";
        var token = platform.Registration.KeyOf(Platform.City).SignRaw(payload);
        foreach (
            var right in RightsTable.Rows.Where(row => Platform.HubServices.Contains(row.Part) && row.Method == "GET")
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Addresses.Of(right, $"{Platform.Known}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            await ShouldBeAnsweredAsync(right.Part, right, Persons.Visitor, request);
        }
    }

    [Fact]
    public void No_token_however_broken_stops_its_reader() =>
        Gen.Select(Gen.OneOf(Text, Value.Select(value => $"{{\"alg\":{value?.ToJsonString() ?? "null"}}}")), Text, Text)
            .Sample(parts =>
                Api.BearerToken.TryRead(
                    new(),
                    $"{Base64UrlEncoder.Encode(parts.Item1)}.{Base64UrlEncoder.Encode(parts.Item2)}.{parts.Item3}"
                )
            );

    private static readonly string[] Headers =
    [
        "Authorization",
        "If-None-Match",
        "If-Modified-Since",
        "Accept",
        "Accept-Language",
        "Erasure-Code",
        "Range",
        "traceparent",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "Origin",
        "Referer",
    ];

    private static readonly string[] Kinds =
    [
        "application/json; charset=x",
        "application/json; charset=utf-7",
        "application/json; charset=\"\"",
        "application/json",
        "application/x-www-form-urlencoded; charset=x",
        "multipart/form-data",
        "multipart/form-data; boundary=\"\"",
        "x",
        ";;;",
        "text/plain",
        "application/problem+json; charset=utf-16",
    ];

    // Of pages and of the token server.
    private static readonly string[] FormFields =
    [
        "grant_type",
        "client_id",
        "client_secret",
        "code",
        "refresh_token",
        "redirect_uri",
        "scope",
        "token",
        "id_token_hint",
        "state",
        "nonce",
        "code_verifier",
        "max_age",
        "request",
        "weiter",
        "Address",
        "City",
        "Partner",
        "ReturnTo",
        "Name",
        "formular",
        "anmeldeformular",
    ];

    // The test's own client sends no path with U+0000, as no server of ours takes one.
    private static string Segment(string text) =>
        text.Replace("\0", "") is { Length: > 0 } segment && segment is not ("." or "..") ? segment : "x";

    private async Task EveryRouteAsync(
        string part,
        Func<Right, string, HttpRequestMessage> request,
        string? person = null
    )
    {
        var log = new CapturedLog();
        platform.ServicesOf(part).GetRequiredService<ILoggerFactory>().AddProvider(log);
        foreach (var right in RightsTable.Of(part).Where(row => !row.Route.Contains("/health/")))
        {
            await Text.SampleAsync(
                async text =>
                {
                    using var one = request(right, text);
                    await ShouldBeAnsweredAsync(
                        part,
                        right,
                        person ?? right.Allowed.LastOrDefault() ?? Persons.Visitor,
                        one
                    );
                },
                iter: Rounds,
                threads: 1
            );
        }

        log.Lines.Where(line => line.Contains(Mark, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private async Task ShouldBeAnsweredAsync(string part, Right right, string person, HttpRequestMessage request)
    {
        // Some of it is understood: what the others need must not go with it.
        using var client = platform.At(part, person, Platform.Other);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        // Neither kit nor gateway exist in this test, and the broker's management is not configured.
        var may = part == "portal" || right.Route.EndsWith("/kit", StringComparison.Ordinal);
        var what = $"{person} {part} {request.Method} {request.RequestUri}: {(int)answer.StatusCode} {text}";
        ((int)answer.StatusCode < 500 || (may && answer.StatusCode == HttpStatusCode.ServiceUnavailable)).ShouldBeTrue(
            what
        );
        if ((int)answer.StatusCode >= 400 && request.Method != HttpMethod.Head)
        {
            text.ShouldNotBeEmpty(what);
        }
    }

    private IEnumerable<string> PropertiesOf(string part, Right right)
    {
        var endpoint = platform
            .RoutesOf(part)
            .FirstOrDefault(route =>
                $"/{route.RoutePattern.RawText?.Trim('/')}" == right.Pattern
                && route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(right.Method) == true
            );
        return endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType?.GetProperties() is { } properties
            ? properties.Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            : [];
    }
}
