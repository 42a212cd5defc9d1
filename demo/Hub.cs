using System.Net;
using System.Net.Http.Json;

namespace Stadtgespraeche.Demo;

/// <summary>The platform's API, behind the gateway.</summary>
internal sealed class Hub(HttpClient http)
{
    public async Task<bool> HasSessionAsync(Guid id)
    {
        using var answer = await http.GetAsync($"/api/scheduling/sessions/{id}");
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        await ExplainAsync(answer);
        return true;
    }

    public Task PutSessionAsync(Guid id, object session) => PutAsync($"/api/scheduling/sessions/{id}", session);

    public Task PutContributionAsync(Guid id, object contribution) => PutAsync($"/api/knowledge/contributions/{id}", contribution);

    private async Task PutAsync(string address, object body)
    {
        using var answer = await http.PutAsJsonAsync(address, body);
        await ExplainAsync(answer);
    }

    private static async Task ExplainAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.AbsolutePath} was refused: {await answer.Content.ReadAsStringAsync()}");
        }
    }
}
