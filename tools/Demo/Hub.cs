using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Stadtgespraeche.Demo;

/// <summary>The platform's API, behind the gateway. Signs in when there is something to write, not before.</summary>
internal sealed class Hub(HttpClient http, SignIn signIn)
{
    public async Task<bool> HasSessionAsync(Guid id) => await FindAsync($"/api/scheduling/sessions/{id}") is not null;

    public async Task<bool> HasContributionAsync(Guid id) =>
        await FindAsync($"/api/knowledge/contributions/{id}") is not null;

    /// <summary>True when there is such a session and it is over.</summary>
    public async Task<bool> IsOverAsync(Guid session, DateTimeOffset now) =>
        await FindAsync($"/api/scheduling/sessions/{session}") is { } found
        && found.GetProperty("start").GetDateTimeOffset().AddMinutes(found.GetProperty("lengthMinutes").GetInt32())
            <= now;

    public Task PutSessionAsync(Guid id, object session) => PutAsync($"/api/scheduling/sessions/{id}", session);

    public Task PutTopicAsync(Guid id, string title, string description) =>
        PutAsync($"/api/scheduling/topics/{id}", new { title, description });

    public Task PutContributionAsync(Guid id, object contribution) =>
        PutAsync($"/api/knowledge/contributions/{id}", contribution);

    private async Task<JsonElement?> FindAsync(string address)
    {
        using var answer = await http.GetAsync(address);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        await ExplainAsync(answer);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task PutAsync(string address, object body)
    {
        http.DefaultRequestHeaders.Authorization ??= new AuthenticationHeaderValue("Bearer", await signIn.TokenAsync());
        using var answer = await http.PutAsJsonAsync(address, body);
        await ExplainAsync(answer);
    }

    private static async Task ExplainAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.AbsolutePath} was refused: "
                    + $"{await answer.Content.ReadAsStringAsync()}"
            );
        }
    }
}
