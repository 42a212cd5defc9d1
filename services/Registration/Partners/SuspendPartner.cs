using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// Cuts a partner off for now: its broker user loses all rights and its connections are closed, its queue keeps
/// collecting, and the links that it signed are refused. Members keep what they have and may use the portal by other
/// ways of signing in. Doing it again with another reason replaces the reason. Refuses the hub's own partner and
/// partners that are leaving.
/// </summary>
internal static class SuspendPartner
{
    public const int MaxReason = 500;

    public sealed record SuspendPartnerRequest(string? Reason);

    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string partner,
        SuspendPartnerRequest request,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var reason = CleanText.Characters(request.Reason)?.Trim();
        var errors = new FieldErrors();
        if (
            reason is not { Length: > 0 and <= MaxReason }
            || reason.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'))
        )
        {
            errors.Add("reason", "reason-missing", $"Bitte geben Sie einen Grund an, höchstens {MaxReason} Zeichen.");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockPartnerAsync(partner, cancellationToken) is not { } row)
        {
            return Problems.NotFound("partner-unknown", "Diese Kommune gibt es hier nicht.");
        }

        if (partner == InviteOrganiser.Hub)
        {
            return Problems.Conflict("partner-is-hub", "Der eigene Dienst der Plattform kann nicht getrennt werden.");
        }

        if (row.State is PartnerState.Leaving or PartnerState.Left)
        {
            return Problems.Conflict("partner-leaves", "Diese Kommune nimmt nicht mehr teil.");
        }

        if (row.State != PartnerState.Suspended)
        {
            (row.State, row.SuspendedAt, row.ProvisionedAt) = (PartnerState.Suspended, time.GetUtcNow(), null);
            row.Version++;
            db.Publish(row.Told());
        }

        row.SuspendedBecause = reason;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
