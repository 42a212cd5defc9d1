using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Database;

namespace Stadtgespraeche.Registration.Calendars;

/// <summary>
/// Gives the signed-in member's own calendar a new secret address and ends the one before. The caller makes the secret
/// (32 random bytes as base64url, 43 characters) and shows it to the member; here only its hash is kept, so nobody can
/// show it a second time. The same secret again changes nothing. Refuses one that was used before, by whomever.
/// </summary>
internal static class SetCalendar
{
    public sealed record SetCalendarRequest(string? Secret);

    public static async Task<Results<Ok<ShowCalendar.OwnCalendar>, ProblemHttpResult>> Handle(
        SetCalendarRequest request,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (CalendarAddress.HashOf(request.Secret) is not { } hash)
        {
            var errors = new FieldErrors();
            errors.Add(
                "secret",
                "calendar-secret-invalid",
                "Das Geheimnis muss aus 32 zufälligen Bytes bestehen, als 43 Zeichen Base64url."
            );
            return errors.ToProblem();
        }

        var me = user.Member();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Locked against an erasure, and so that two at once happen one after the other.
        await db.Database.ExecuteSqlAsync(
            $"select from members where id = {me.MemberId} and partner = {me.Partner} for no key update",
            cancellationToken
        );
        if (!await db.Members.AnyAsync(row => row.Id == me.MemberId && row.Partner == me.Partner, cancellationToken))
        {
            return Problems.NotFound("member-unknown", "Wir haben über Sie keine Angaben mehr.");
        }

        if (
            await db.CalendarAddresses.SingleOrDefaultAsync(row => row.SecretHash == hash, cancellationToken) is
            { } known
        )
        {
            return known.MemberId == me.MemberId && known.RevokedAt is null
                ? TypedResults.Ok(new ShowCalendar.OwnCalendar(known.CreatedAt))
                : Used();
        }

        var now = time.GetUtcNow();
        await db.RevokeCalendarAsync(me.MemberId, now, cancellationToken);
        db.CalendarAddresses.Add(
            new CalendarAddress
            {
                SecretHash = hash,
                MemberId = me.MemberId,
                CreatedAt = now,
            }
        );
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation("pk_calendar_addresses"))
        {
            return Used();
        }

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new ShowCalendar.OwnCalendar(now));
    }

    /// <summary>In the caller's transaction.</summary>
    internal static Task<int> RevokeCalendarAsync(
        this RegistrationDbContext db,
        Guid memberId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        db
            .CalendarAddresses.Where(row => row.MemberId == memberId && row.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancellationToken);

    private static ProblemHttpResult Used() =>
        Problems.Conflict(
            "calendar-secret-used",
            "Diese Adresse wurde schon einmal verwendet. Bitte erzeugen Sie eine neue."
        );
}
