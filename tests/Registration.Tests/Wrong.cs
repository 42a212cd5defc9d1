using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Stadtgespraeche.Registration.Tests;

internal static class Wrong
{
    /// <summary>Asserts an expected error: ProblemDetails with this status and code, in German.</summary>
    public static async Task<JsonNode> ShouldBeProblem(
        this HttpResponseMessage response,
        HttpStatusCode status,
        string code
    )
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        problem["code"]!.GetValue<string>().ShouldBe(code);
        return problem;
    }

    public static string Text(this JsonNode node, string property) => node[property]?.ToString() ?? "";
}
