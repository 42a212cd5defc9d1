using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Pages.Mine;

/// <summary>
/// "Meine Daten": all that the hub stores about the member, to read and to download. The city mails its own part.
/// </summary>
public sealed class MyDataModel(HubApi api) : MemberPage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Made with the form, so that sending it twice asks once.</summary>
    [BindProperty]
    public Guid CityRequest { get; set; }

    public IReadOnlyList<MyData> Parts { get; private set; } = [];

    /// <summary>The member's partner has nothing to send.</summary>
    public bool UnknownToPartner { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!(await api.MyDataAsync(Token, cancellationToken)).Is(out var parts, out var problem))
        {
            return await StopAsync(problem);
        }

        (Parts, CityRequest) = (parts, Guid.CreateVersion7());
        UnknownToPartner = (await api.MandateAsync(Token, cancellationToken)).Value?.UnknownToPartner ?? false;
        return Page();
    }

    public async Task<IActionResult> OnGetDownloadAsync(CancellationToken cancellationToken)
    {
        return (await api.MyDataAsync(Token, cancellationToken)).Is(out var parts, out var problem)
            ? File(JsonSerializer.SerializeToUtf8Bytes(parts, Json), "application/json", "meine-daten.json")
            : await StopAsync(problem);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        return await api.AskCityForDataAsync(CityRequest, Token, cancellationToken) is { } problem
            ? await StopAsync(problem)
            : GoOn(
                $"{SignInFlow.Home}/daten",
                "Ihre Kommune schickt Ihnen ihren Teil per E-Mail an Ihre hinterlegte Adresse."
            );
    }
}
