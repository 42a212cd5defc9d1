using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Impulses;

/// <summary>
/// Writes an impulse as a draft, hands it in, corrects it, answers the organisers, takes it back.
/// </summary>
public abstract class ImpulsePage(HubApi api) : ImpulseForm(api)
{
    public async Task<IActionResult> OnPostAsync(Guid id, string? aktion, CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return WithoutToken();
        }

        ModelState.Clear();
        var handIn = aktion == "einreichen";
        if (!string.IsNullOrWhiteSpace(Text))
        {
            ModelState.AddModelError(
                nameof(Text),
                "Ihre Nachricht ist noch nicht gesendet. Wählen Sie „Nachricht senden“, das speichert auch Ihre "
                    + "Änderungen, oder leeren Sie das Feld."
            );
        }

        var problem = await WriteAsync(id, handIn, cancellationToken);
        return problem is not null || !ModelState.IsValid ? await AgainAsync(id, problem, cancellationToken)
            : handIn ? GoOn(Here, "Danke! Ihr Impuls ist eingereicht.")
            : Impulse?.State == "Draft" ? GoOn(Here, "Ihr Entwurf ist gespeichert. Nur Sie sehen ihn.")
            : GoOn(Here, "Gespeichert. Die Organisation sieht die neue Fassung.");
    }

    /// <summary>Changes that were typed beside the message are saved first, so that neither is lost.</summary>
    public async Task<IActionResult> OnPostAntwortenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return WithoutToken();
        }

        ModelState.Clear();
        if (string.IsNullOrWhiteSpace(Text))
        {
            ModelState.AddModelError(nameof(Text), "Bitte schreiben Sie etwas.");
        }

        var problem = await LoadAsync(id, cancellationToken);
        var changes = Impulse is { IsDecided: false } stored && !Fields.Says(stored);
        if (problem is null && changes)
        {
            problem = await WriteAsync(id, handIn: false, cancellationToken);
        }

        if (problem is null && ModelState.IsValid)
        {
            problem = await Api.AnswerOrganisersAsync(id, MessageId, Text, Token, cancellationToken);
        }

        return problem is not null || !ModelState.IsValid ? await AgainAsync(id, problem, cancellationToken)
            : changes ? GoOn(Here, "Ihre Nachricht ist bei der Organisation, Ihre Änderungen sind gespeichert.")
            : GoOn(Here, "Ihre Nachricht ist bei der Organisation.");
    }

    public async Task<IActionResult> OnPostZurueckziehenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return WithoutToken();
        }

        ModelState.Clear();
        var problem = await LoadAsync(id, cancellationToken);
        var isDraft = Impulse?.State == "Draft";
        if (!Sure && Impulse is { IsDecided: false } && !isDraft)
        {
            ModelState.AddModelError(nameof(Sure), "Bitte bestätigen Sie, dass Sie den Impuls zurückziehen möchten.");
        }

        if (problem is null && ModelState.IsValid)
        {
            problem = await Api.WithdrawImpulseAsync(id, Token, cancellationToken);
        }

        return problem is not null || !ModelState.IsValid ? await AgainAsync(id, problem, cancellationToken)
            : !isDraft ? GoOn(Here, "Ihr Impuls ist zurückgezogen.")
            : IsInvited ? GoOn(Here, "Sie haben die Einladung abgelehnt.")
            : GoOn(Root, "Ihr Entwurf ist gelöscht.");
    }

    /// <summary>Nothing is written while a field is known to be wrong.</summary>
    private async Task<Problem?> WriteAsync(Guid id, bool handIn, CancellationToken cancellationToken)
    {
        var read = Fields.Read(handIn, ModelState.AddModelError);
        if (!ModelState.IsValid)
        {
            return null;
        }

        if ((await Api.WriteImpulseAsync(id, read, Token, cancellationToken)).Is(out var written, out var problem))
        {
            (Impulse, Fields.Version) = (written, written.ContentVersion);
        }

        return problem;
    }
}
