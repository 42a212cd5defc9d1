using System.Text.Json;

namespace Stadtgespraeche.Portal.Api;

/// <summary>Reads ProblemDetails leniently: an answer without any still becomes a German sentence.</summary>
internal static class ProblemReader
{
    public static async Task<Problem> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return new Problem(
                status >= 500 ? 503 : status,
                "unexpected",
                Sentence(status),
                new Dictionary<string, string[]>()
            );
        }

        using var document = await JsonDocument.ParseAsync(
            await response.Content.ReadAsStreamAsync(cancellationToken),
            cancellationToken: cancellationToken
        );
        var root = document.RootElement;
        return new Problem(
            status >= 500 ? 503 : status,
            Text(root, "code") ?? "unexpected",
            Text(root, "detail") ?? Text(root, "title") ?? Sentence(status),
            Fields(root)
        );
    }

    private static Dictionary<string, string[]> Fields(JsonElement root) =>
        root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object
            ? errors
                .EnumerateObject()
                .Where(field => field.Value.ValueKind == JsonValueKind.Array)
                .ToDictionary(field => field.Name, field => field.Value.EnumerateArray().Select(Message).ToArray())
            : [];

    private static string Message(JsonElement error) =>
        (error.ValueKind == JsonValueKind.String ? error.GetString() : Text(error, "message"))
        ?? "Bitte prüfen Sie diese Angabe.";

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Sentence(int status) =>
        status switch
        {
            401 => "Bitte weisen Sie sich aus.",
            403 => "Das ist Ihnen nicht erlaubt.",
            404 => "Das gibt es nicht.",
            409 => "Das passt nicht zum jetzigen Stand. Bitte laden Sie die Seite neu.",
            410 => "Das gibt es nicht mehr.",
            413 => "Das ist zu viel auf einmal. Bitte kürzen Sie Ihre Angaben.",
            >= 500 => Problem.Unreachable.Detail,
            _ => "Die Angaben sind nicht vollständig oder nicht richtig.",
        };
}
