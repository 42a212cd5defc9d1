using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser.Partners;

/// <summary>
/// Lets a partner leave, in four steps: the download to hand over, the start that the typed key confirms, the progress,
/// and the statement of what was deleted.
/// </summary>
public sealed class RemovePartnerModel(HubApi api) : OrganiserPage
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private const string RegistrationContent =
        "Kommune, Schlüssel, rechtliche Seiten, Mitglieder (Kennung, Name, Mandat), Plätze, Teilnahmen, "
        + "Protokoll der letzten 30 Tage";

    [BindProperty]
    public string? Confirmation { get; set; }

    [BindProperty]
    public bool HandedOver { get; set; }

    public string Key { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Null: not started.</summary>
    public Removal? Removal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancellationToken) =>
        await LoadAsync(key, cancellationToken) is { } problem ? await Stop(problem) : Page();

    /// <summary>One file for each service, and a note that says what they are.</summary>
    public async Task<IActionResult> OnGetAusfuhrAsync(string key, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var service in RemovalsApi.Services)
            {
                if (
                    !(await api.ExportPartnerAsync(service, key, Token, cancellationToken)).Is(
                        out var part,
                        out var problem
                    )
                )
                {
                    return await Stop(problem);
                }

                await WriteAsync(zip, $"{service}.json", part.ToJsonString(Json), cancellationToken);
            }

            await WriteAsync(zip, "LIESMICH.txt", ReadMe(key), cancellationToken);
        }

        return File(file.ToArray(), "application/zip", $"stadtgespraeche-{key}.zip");
    }

    public async Task<IActionResult> OnPostAsync(string key, CancellationToken cancellationToken)
    {
        if (await LoadAsync(key, cancellationToken) is { } problem)
        {
            return await Stop(problem);
        }

        if (!HandedOver)
        {
            ModelState.AddModelError(
                nameof(HandedOver),
                "Bitte laden Sie die Angaben herunter und übergeben Sie sie der Kommune; danach gibt es sie hier nicht mehr."
            );
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        return (await api.StartRemovalAsync(key, Confirmation, Token, cancellationToken)).Problem is { } refused
            ? Again(refused)
            : GoOn($"{Root}/kommunen/{key}/austritt", "Der Austritt hat begonnen. Diese Seite zeigt, wie weit er ist.");
    }

    private async Task<Problem?> LoadAsync(string key, CancellationToken cancellationToken)
    {
        if (!(await api.PartnerDetailsAsync(key, Token, cancellationToken)).Is(out var found, out var problem))
        {
            return problem;
        }

        var removal = await api.RemovalAsync(key, Token, cancellationToken);
        (Key, Name, Removal) = (found.Partner.Key, found.Partner.Name, removal.Value);
        return removal.Problem is { IsNotFound: false } other ? other : null;
    }

    private static async Task WriteAsync(ZipArchive zip, string name, string text, CancellationToken cancellationToken)
    {
        await using var entry = zip.CreateEntry(name).Open();
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    private static string ReadMe(string key) =>
        $"""
            Angaben der Kommune „{key}“ bei den Stadtgesprächen

            registration.json  {RegistrationContent}
            knowledge.json     Beiträge mit Urheberschaft, Protokoll der letzten 30 Tage

            E-Mail-Adressen und der Nachweis der verschickten E-Mails sind nicht dabei: Sie liegen nur beim Dienst der Kommune selbst.
            Bedarf an Barrierefreiheit ist nicht dabei: Er war für die Organisation bestimmt.

            """;
}
