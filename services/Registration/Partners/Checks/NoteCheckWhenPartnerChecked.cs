using System.Text.RegularExpressions;
using MassTransit;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Registration.Partners.Releases;

namespace Stadtgespraeche.Registration.Partners.Checks;

/// <summary>
/// Notes what a partner's last check found; when nothing failed, the partner may be ready to take part. Ignores older
/// news, and refuses invalid codes.
/// </summary>
public sealed partial class NoteCheckWhenPartnerChecked(
    RegistrationDbContext db,
    TimeProvider time,
    ILogger<NoteCheckWhenPartnerChecked> logger
) : IConsumer<PartnerChecked>
{
    private const int MostCodes = 50;

    public async Task Consume(ConsumeContext<PartnerChecked> context)
    {
        var word = context.Message;
        var now = time.GetUtcNow();
        var at = new[] { word.At.ToUniversalTime(), now }.Min();
        if (
            word.Failed is null
            || word.Failed.Count > MostCodes
            || !word.Failed.All(code => code is not null && Code.IsMatch(code))
            || !PartnerRelease.IsRelease(word.Release)
        )
        {
            logger.LogWarning("Refused the check of {Partner}: it is not readable", word.Partner);
            return;
        }

        if (
            await db.LockPartnerAsync(word.Partner, context.CancellationToken) is not { } partner
            || partner.CheckedAt >= at
        )
        {
            return;
        }

        (partner.CheckedAt, partner.CheckFailed) = (at, [.. word.Failed.Distinct()]);
        await ConnectPartner.WhenReadyAsync(db, partner, now, context.CancellationToken);
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex Code { get; }
}
