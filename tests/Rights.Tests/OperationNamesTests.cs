using Microsoft.AspNetCore.Routing;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Rights.Tests;

/// <summary>Whatever a request does has a name, by which traces and the gateway know it.</summary>
public sealed class OperationNamesTests(Platform platform)
{
    public static TheoryData<string> Services => [.. Platform.HubServices];

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_operation_has_a_name(string service) =>
        platform
            .RoutesOf(service)
            .Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 })
            .Where(route => route.RoutePattern.RawText?.TrimStart('/').Split('/')[0] is not ("connect" or "openapi"))
            .Where(route => route.Metadata.GetMetadata<IEndpointNameMetadata>() is null)
            .Select(route => route.DisplayName)
            .ShouldBeEmpty();

    [Theory]
    [InlineData("registration", "/sessions/{0}/places", "ShowPlaces")]
    [InlineData("scheduling", "/sessions/{0}", "ShowSession")]
    [InlineData("knowledge", "/contributions/submitted", "ListSubmitted")]
    [InlineData("registration", "/anmelden", "GET SignIn")]
    [InlineData("portal", "/sitzungen/{0}", "GET Sessions/Session")]
    public async Task A_part_tells_the_gateway_what_it_did(string part, string path, string operation)
    {
        using var client = platform.At(part, Persons.Visitor);
        using var answer = await client.GetAsync(string.Format(path, Platform.Known));
        answer.Headers.GetValues(OperationName.Header).ShouldBe([operation]);
    }
}
