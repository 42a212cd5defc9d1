using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.MembershipRequests;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Site;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Notification.Pages.MembershipRequests;

/// <summary>
/// One request to be enrolled: what was typed, whom the city knows by that address or name, and the coordinator's
/// answer. One that somebody has answered meanwhile leads back to the list, which says so.
/// </summary>
public sealed class AnswerRequestModel(
    NotificationDbContext db,
    Tombstones tombstones,
    IOptions<Partner> partner,
    TimeProvider time
) : AdministratorPage
{
    private const string List = "/antraege";
    private const string New = "neu";

    public OpenRequest Open { get; private set; } = null!;

    /// <summary>The known member whom the person is, or <c>neu</c>.</summary>
    [BindProperty]
    public string? Member { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Until { get; set; }

    /// <summary>The fingerprint of the request that the form was made from.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    /// <summary>The person is the one of the same name who had everything erased.</summary>
    [BindProperty]
    public bool WasErased { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The errors belong to the second form.</summary>
    public bool Refusing { get; private set; }

    public IEnumerable<Choice> Choices =>
        [
            .. Open.Known.Select(known => new Choice(
                $"{known.Id}",
                known.SameAddress
                    ? $"Dieselbe Person wie {known.DisplayName}"
                    : $"{known.DisplayName}: Adresse ergänzen"
            )),
            .. Open.Known.Any(known => known is { SameAddress: true, Departed: false })
                ? Array.Empty<Choice>()
                : [new Choice(New, "Eine neue Person")],
        ];

    public async Task<IActionResult> OnGetAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return Gone();
        }
        // What the city knows of the mandate stands there already; of several nobody knows yet whose it is.
        if (Open.Known is [{ } known])
        {
            (Member, From, Until) = (
                $"{known.Id}",
                Iso(known.MandateFrom),
                known.Departed ? null : Iso(known.MandateUntil)
            );
        }

        return Page();
    }

    [Audited("membership-request", Operation = "ConfirmMembership")]
    public async Task<IActionResult> OnPostBestaetigenAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return Gone();
        }

        if (Open.Request.Fingerprint() != Shown)
        {
            return Changed();
        }

        var known = Open.Known.FirstOrDefault(one => $"{one.Id}" == Member);
        var (from, until) = (Read(nameof(From), From), Read(nameof(Until), Until));
        if (Open.Known.Count > 1 && known is not null)
        {
            (from, until) = (from ?? known.MandateFrom, until ?? (known.Departed ? null : known.MandateUntil));
        }

        if (from > until)
        {
            ModelState.AddModelError(nameof(Until), "Das Mandatsende liegt vor dem Mandatsbeginn.");
        }

        if (Open.Known.Count > 0 && known is null && Member != New)
        {
            ModelState.AddModelError(nameof(Member), "Bitte wählen Sie, wer das ist.");
        }

        if (!ModelState.IsValid)
        {
            return Again();
        }

        if (await db.AwaitsFactsAsync(cancellationToken))
        {
            return Again("", AwaitedFacts.SaveLater);
        }

        switch (
            await ConfirmRequest.HandleAsync(
                db,
                tombstones,
                partner.Value.Key,
                new(id, Shown, known?.Id, from, until, WasErased && Open.ErasedByName),
                time,
                cancellationToken
            )
        )
        {
            case ConfirmOutcome.Confirmed:
                return GoOn(
                    List,
                    $"Das Mandat von {Open.Request.DisplayName()} ist bestätigt. Die Person bekommt eine E-Mail."
                );
            case ConfirmOutcome.Gone:
                return Gone();
            case ConfirmOutcome.Changed:
                return await FindAsync(id, cancellationToken) ? Changed() : Gone();
            default:
                return Again(
                    nameof(Member),
                    "Diese Adresse gehört schon zu einem anderen Mitglied. Bitte prüfen Sie das in der Mitgliederliste."
                );
        }
    }

    [Audited("membership-request", Operation = "RefuseMembership")]
    public async Task<IActionResult> OnPostAblehnenAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return Gone();
        }

        Refusing = true;
        var reason = CleanText.Characters(Reason)?.ReplaceLineEndings("\n").Trim() ?? "";
        if (
            reason.Length is 0 or > RefuseRequest.LongestReason
            || reason.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))
        )
        {
            return Again(nameof(Reason), "Bitte schreiben Sie in höchstens 1.000 Zeichen, warum Sie ablehnen.");
        }

        if (await db.AwaitsFactsAsync(cancellationToken))
        {
            return Again("", AwaitedFacts.SaveLater);
        }

        return await RefuseRequest.HandleAsync(db, id, reason, time.GetUtcNow(), cancellationToken)
            ? GoOn(
                List,
                $"Der Antrag von {Open.Request.DisplayName()} ist abgelehnt. Die Person bekommt Ihre Begründung per E-Mail."
            )
            : Gone();
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (
            (await OpenRequests.ListAsync(db, tombstones, cancellationToken)).FirstOrDefault(open =>
                open.Request.Id == id
            )
            is not { } found
        )
        {
            return false;
        }

        Open = found;
        return true;
    }

    private DateOnly? Read(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (GermanDate.TryRead(text, out var day) && MemberRules.IsDay(day))
        {
            return day;
        }

        ModelState.AddModelError(field, "Bitte geben Sie einen Tag an, zum Beispiel 01.07.2024.");
        return null;
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private IActionResult Changed() => Again("", "Der Antrag hat sich geändert. Bitte prüfen Sie ihn noch einmal.");

    private IActionResult Gone() => GoOn(List, "Dieser Antrag ist inzwischen beantwortet oder abgelaufen.");
}
