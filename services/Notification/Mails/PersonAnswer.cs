using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.MembershipRequests;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// What a mail tells that answers a person's own request: all that is stored here as JSON, what is to be corrected,
/// what was erased elsewhere, why a request was refused, and how many wait.
/// </summary>
public sealed record PersonAnswer(
    string? Export,
    IReadOnlyList<ErasedPart> Erased,
    bool OnRequest = true,
    string? SealedCorrection = null,
    string? Reason = null,
    int Waiting = 0
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static async Task<PersonAnswer> ReadAsync(
        NotificationDbContext db,
        ClaimedMail mail,
        CancellationToken cancellationToken
    )
    {
        if (mail.Kind == MailKinds.DataExport)
        {
            var tables = await PersonalData.ExportAsync(db, mail.MemberId, cancellationToken);
            if (await RequestsOfMember.ExportAsync(db, mail.MemberId, cancellationToken) is { } requests)
            {
                tables = [.. tables, requests];
            }

            return new(JsonSerializer.Serialize(new { service = "notification", tables }, Json), []);
        }

        if (mail.Kind == MailKinds.Correction)
        {
            return new(
                null,
                [],
                SealedCorrection: (
                    await db
                        .Corrections.AsNoTracking()
                        .SingleOrDefaultAsync(row => row.Id == mail.SessionId, cancellationToken)
                )?.SealedText
            );
        }

        if (mail.Kind == MailKinds.MembershipRefused)
        {
            return new(
                null,
                [],
                Reason: (
                    await db
                        .MembershipRequests.AsNoTracking()
                        .SingleOrDefaultAsync(row => row.Id == mail.SessionId, cancellationToken)
                )?.Reason
            );
        }

        if (mail.Kind == MailKinds.MembershipWaiting)
        {
            return new(
                null,
                [],
                Waiting: await db.MembershipRequests.CountAsync(
                    row => row.State == RequestState.Open,
                    cancellationToken
                )
            );
        }

        var erasure = await db
            .Erasures.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == mail.SessionId, cancellationToken);
        return new(null, erasure?.Done ?? [], erasure?.Cause != ErasureCause.MandateEnded);
    }
}
