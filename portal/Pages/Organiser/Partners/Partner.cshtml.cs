using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser.Partners;

/// <summary>
/// One partner: judge its keys, hand out a new kit, suspend it and let it take part again.
/// </summary>
public sealed class PartnerModel(HubApi api) : OrganiserPage
{
    [BindProperty]
    public string? KeyId { get; set; }

    [BindProperty]
    public string? Judgement { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool NewCredentials { get; set; }

    public PartnerDetails Details { get; private set; } = null!;

    public string Here => $"{IndexModel.Path}/{Details.Partner.Key}";

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancellationToken) =>
        await LoadAsync(key, cancellationToken) is { } problem ? await Stop(problem) : Page();

    public Task<IActionResult> OnPostSchluesselAsync(string key, CancellationToken cancellationToken) =>
        Judgement switch
        {
            "approval" => DoAsync(
                key,
                api.JudgeKeyAsync(key, KeyId ?? "", Judgement, Token, cancellationToken),
                "Der Schlüssel gilt.",
                cancellationToken
            ),
            "rejection" => DoAsync(
                key,
                api.JudgeKeyAsync(key, KeyId ?? "", Judgement, Token, cancellationToken),
                "Der Schlüssel ist abgelehnt.",
                cancellationToken
            ),
            _ => DoAsync(
                key,
                api.JudgeKeyAsync(key, KeyId ?? "", "revocation", Token, cancellationToken),
                "Der Schlüssel ist widerrufen. Nichts gilt mehr, was er unterschrieben hat.",
                cancellationToken
            ),
        };

    public Task<IActionResult> OnPostTrennenAsync(string key, CancellationToken cancellationToken) =>
        DoAsync(
            key,
            api.SuspendPartnerAsync(key, Reason, Token, cancellationToken),
            "Die Kommune ist getrennt. Ihre Nachrichten warten.",
            cancellationToken
        );

    public Task<IActionResult> OnPostVerbindenAsync(string key, CancellationToken cancellationToken) =>
        DoAsync(
            key,
            api.ResumePartnerAsync(key, Token, cancellationToken),
            "Die Kommune ist wieder verbunden.",
            cancellationToken
        );

    public async Task<IActionResult> OnPostPaketAsync(string key, CancellationToken cancellationToken)
    {
        if (await LoadAsync(key, cancellationToken) is { } missing)
        {
            return await Stop(missing);
        }

        if (!NewCredentials)
        {
            ModelState.AddModelError(
                nameof(NewCredentials),
                "Bitte bestätigen Sie, dass die bisherigen Zugangsdaten nicht mehr gelten sollen."
            );
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        if (!(await api.KitAsync(key, Token, cancellationToken)).Is(out var kit, out var problem))
        {
            return Again(problem);
        }

        HttpContext.Response.RegisterForDispose(kit);
        return File(
            await kit.Content.ReadAsStreamAsync(cancellationToken),
            "application/zip",
            $"stadtgespraeche-{Details.Partner.Key}.zip"
        );
    }

    private async Task<IActionResult> DoAsync(
        string key,
        Task<Problem?> change,
        string done,
        CancellationToken cancellationToken
    )
    {
        if (await change is not { } refused)
        {
            return GoOn($"{IndexModel.Path}/{Uri.EscapeDataString(key)}", done);
        }

        return await LoadAsync(key, cancellationToken) is { } problem ? await Stop(problem) : Again(refused);
    }

    private async Task<Problem?> LoadAsync(string key, CancellationToken cancellationToken)
    {
        if (!(await api.PartnerDetailsAsync(key, Token, cancellationToken)).Is(out var details, out var problem))
        {
            return problem;
        }

        Details = details;
        return null;
    }
}
