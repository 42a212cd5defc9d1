using System.Net.Http.Headers;
using System.Text.Json;

namespace Stadtgespraeche.Portal.Api;

/// <summary>
/// The way to the hub's API, through the gateway only. Never throws for what the API answers or for an API that is
/// down; an answer carries the problem instead, so that a page can show it beside what was typed.
/// </summary>
public sealed partial class HubApi(HttpClient http, PublicAnswers known, ILogger<HubApi> logger)
{
    public Task<Answer<T>> GetAsync<T>(string path, CancellationToken cancellationToken, string? token = null)
        where T : class => SendAsync<T>(HttpMethod.Get, path, null, token, cancellationToken);

    /// <summary>A GET of what everybody may read; may be as old as <see cref="PublicAnswers"/> says.</summary>
    public Task<Answer<T>> GetPublicAsync<T>(string path, CancellationToken cancellationToken)
        where T : class => known.GetAsync(path, stop => GetAsync<T>(path, stop), cancellationToken);

    public Task<Answer<T>> PutAsync<T>(string path, object body, string token, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(HttpMethod.Put, path, body, token, cancellationToken);

    /// <summary>A PUT whose answer matters only as success or failure. What a visitor may do needs no token.</summary>
    public async Task<Problem?> PutAsync(
        string path,
        object body,
        string? token,
        CancellationToken cancellationToken
    ) => (await SendAsync<Nothing>(HttpMethod.Put, path, body, token, cancellationToken)).Problem;

    public Task<Answer<T>> PostAsync<T>(string path, object body, string token, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(HttpMethod.Post, path, body, token, cancellationToken);

    /// <summary>A GET that carries a secret in a header of its own, because addresses end up in logs.</summary>
    public Task<Answer<T>> GetAsync<T>(string path, string header, string secret, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(HttpMethod.Get, path, null, null, cancellationToken, (header, secret));

    public async Task<Problem?> DeleteAsync(string path, string token, CancellationToken cancellationToken) =>
        (await SendAsync<Nothing>(HttpMethod.Delete, path, null, token, cancellationToken)).Problem;

    public async Task<Answer<byte[]>> GetFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(path, cancellationToken);
            return response.IsSuccessStatusCode
                ? Answer<byte[]>.Of(await response.Content.ReadAsByteArrayAsync(cancellationToken))
                : Answer<byte[]>.Of(await ProblemReader.ReadAsync(response, cancellationToken));
        }
        catch (Exception e) when (IsUnreachable(e, cancellationToken))
        {
            LogUnreachable(e.GetType().Name);
            return Answer<byte[]>.Of(Problem.Unreachable);
        }
    }

    /// <summary>
    /// A POST whose answer is a large file. The caller passes it on while it arrives, and disposes of it.
    /// </summary>
    public async Task<Answer<HttpResponseMessage>> PostForFileAsync(
        string path,
        string token,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return Answer<HttpResponseMessage>.Of(response);
            }

            using (response)
            {
                return Answer<HttpResponseMessage>.Of(await ProblemReader.ReadAsync(response, cancellationToken));
            }
        }
        catch (Exception e) when (IsUnreachable(e, cancellationToken))
        {
            LogUnreachable(e.GetType().Name);
            return Answer<HttpResponseMessage>.Of(Problem.Unreachable);
        }
    }

    private async Task<Answer<T>> SendAsync<T>(
        HttpMethod method,
        string path,
        object? body,
        string? token,
        CancellationToken cancellationToken,
        (string Name, string Value)? header = null
    )
        where T : class
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType());
        if (header is { } own)
        {
            request.Headers.Add(own.Name, own.Value);
        }

        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return Answer<T>.Of(await ProblemReader.ReadAsync(response, cancellationToken));
            }

            return typeof(T) == typeof(Nothing)
                ? Answer<T>.Of((T)(object)Nothing.Instance)
                : Answer<T>.Of(
                    await response.Content.ReadFromJsonAsync<T>(cancellationToken)
                        ?? throw new JsonException("The answer is empty.")
                );
        }
        catch (Exception e) when (IsUnreachable(e, cancellationToken))
        {
            LogUnreachable(e.GetType().Name);
            return Answer<T>.Of(Problem.Unreachable);
        }
    }

    // Timeouts, broken circuits and answers that are no JSON all mean the same to a person: later, please.
    private static bool IsUnreachable(Exception exception, CancellationToken cancellationToken) =>
        !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    [LoggerMessage(LogLevel.Warning, "The API could not be used: {Reason}")]
    private partial void LogUnreachable(string reason);

    private sealed class Nothing
    {
        public static readonly Nothing Instance = new();
    }
}
