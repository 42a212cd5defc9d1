using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Rights.Tests;

/// <summary>Walks every route that really exists against docs/rights.md.</summary>
public sealed class RoutesTests(Platform platform)
{
    private static readonly HttpStatusCode[] Refusals = [HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden];

    public static TheoryData<string> Parts => [.. Platform.Parts];

    public static TheoryData<string, string> ServiceRoutes =>
        [
            .. RightsTable
                .Rows.Where(row => Platform.HubServices.Contains(row.Part))
                .Select(row => (row.Part, row.Route)),
        ];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Every_route_stands_in_the_table_and_every_row_is_a_route(string part) =>
        platform
            .RoutesOf(part)
            .SelectMany(NamesOf)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe(RightsTable.Of(part).Select(row => row.Route).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(ServiceRoutes))]
    public void A_route_names_its_policy_or_says_that_it_is_open(string part, string route)
    {
        var right = RightsTable.Of(part).Single(row => row.Route == route);
        foreach (var endpoint in platform.RoutesOf(part).Where(endpoint => NamesOf(endpoint).Contains(route)))
        {
            var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            open.ShouldBe(right.IsOpen, $"{part} {route}");
            var named =
                endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is not null)
                || endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>().Count > 0;
            (open || named).ShouldBeTrue($"{part} {route} names no policy");
        }
    }

    [Theory]
    [MemberData(nameof(ServiceRoutes))]
    public async Task Everybody_else_is_refused_and_learns_nothing(string part, string route)
    {
        var right = RightsTable.Of(part).Single(row => row.Route == route);
        foreach (var person in Persons.All.Where(person => !right.Allowed.Contains(person)))
        {
            using var client = platform.At(part, person);
            var known = await RefusalAsync(client, right, Platform.Known);
            var unknown = await RefusalAsync(client, right, Guid.CreateVersion7());
            // Scheduling knows the keys of no city, so that whoever comes by one of their links is nobody there.
            var isNobody =
                person == Persons.Visitor
                || (part == "scheduling" && person is (Persons.SeatLink or Persons.ContributionLink));
            var expected = isNobody ? "401 token-missing-or-invalid" : "403 not-allowed";
            $"{person} at {part} {route}: {known.Summary}".ShouldBe($"{person} at {part} {route}: {expected}");
            unknown.ShouldBe(known, $"{person} at {part} {route} learns what exists");
        }
    }

    [Theory]
    [MemberData(nameof(ServiceRoutes))]
    public async Task Who_is_allowed_is_let_in(string part, string route)
    {
        // The token server is open to all and answers by its own standard, which says 401 for what is no token of its
        // own.
        var right = RightsTable.Of(part).Single(row => row.Route == route);
        foreach (var person in right.Allowed.Where(_ => !route.Contains(" /connect/")))
        {
            using var client = platform.At(part, person);
            using var answer = await client.SendAsync(RequestFor(right, Platform.Known));
            Refusals.ShouldNotContain(
                answer.StatusCode,
                $"{person} at {part} {route}: {await answer.Content.ReadAsStringAsync()}"
            );
            // No kit was built for this test; whoever may not have one was refused before that is said.
            if (!route.EndsWith("/kit", StringComparison.Ordinal))
            {
                ((int)answer.StatusCode).ShouldBeLessThan(500);
            }
        }
    }

    [Theory]
    [MemberData(nameof(ServiceRoutes))]
    public async Task No_cache_keeps_what_was_told_to_one_person(string part, string route)
    {
        var right = RightsTable.Of(part).Single(row => row.Route == route);
        foreach (var person in right.Allowed.Where(person => person != Persons.Visitor))
        {
            using var client = platform.At(part, person);
            using var answer = await client.SendAsync(RequestFor(right, Platform.Known));
            (answer.Headers.CacheControl?.NoStore).ShouldBe(true, $"{person} at {part} {route}");
        }
    }

    [Theory]
    [MemberData(nameof(ServiceRoutes))]
    public async Task A_link_for_another_session_learns_nothing_either(string part, string route)
    {
        var right = RightsTable.Of(part).Single(row => row.Route == route);
        foreach (
            var person in right.Allowed.Where(person =>
                !right.IsOpen && person is Persons.SeatLink or Persons.ContributionLink
            )
        )
        {
            using var client = platform.At(part, person, session: Guid.CreateVersion7());
            var known = await RefusalAsync(client, right, Platform.Known);
            known.Summary.ShouldStartWith("403");
            (await RefusalAsync(client, right, Guid.CreateVersion7())).ShouldBe(known);
        }
    }

    [Theory]
    [MemberData(nameof(ServiceRoutes))]
    public void What_a_route_changes_is_recorded(string part, string route)
    {
        // The token server keeps its own record of tokens and devices. A mark is secret: the log would tell who marks.
        if (
            route.StartsWith("GET ")
            || route.StartsWith("ANY ")
            || route.Contains(" /connect/")
            || route == "PUT /me/marks"
        )
        {
            return;
        }

        platform
            .RoutesOf(part)
            .Where(endpoint => NamesOf(endpoint).Contains(route))
            .ShouldAllBe(endpoint => endpoint.Metadata.GetMetadata<AuditedAttribute>() != null);
    }

    private sealed record Refusal(string Summary, string? Title, string? Detail, string? Type);

    private static async Task<Refusal> RefusalAsync(HttpClient client, Right right, Guid id)
    {
        using var answer = await client.SendAsync(RequestFor(right, id));
        var text = await answer.Content.ReadAsStringAsync();
        var problem =
            answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonNode.Parse(text) : null;
        problem?["detail"]?.ToString().ShouldNotContain(id.ToString());
        return new Refusal(
            $"{(int)answer.StatusCode} {problem?["code"]}",
            (string?)problem?["title"],
            (string?)problem?["detail"],
            answer.Content.Headers.ContentType?.ToString()
        );
    }

    // Bodies fit the slices well enough to come past reading; what counts here is whether one gets so far.
    private static HttpRequestMessage RequestFor(Right right, Guid id) =>
        new(new HttpMethod(right.Method == "ANY" ? "GET" : right.Method), Addresses.Of(right, id.ToString()))
        {
            Content = right.Method is "GET" or "ANY"
                ? null
                : JsonContent.Create(
                    new
                    {
                        sessionId = id,
                        answer = "OnSite",
                        kind = "GoodPractice",
                        title = "T",
                        body = "B",
                    }
                ),
        };

    private static IEnumerable<string> NamesOf(RouteEndpoint endpoint)
    {
        var pattern = $"/{endpoint.RoutePattern.RawText?.Trim('/')}";
        return endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods
            ? methods.Select(method => $"{method} {pattern}")
            : [$"ANY {pattern}"];
    }
}
