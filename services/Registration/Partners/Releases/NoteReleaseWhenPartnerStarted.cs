using MassTransit;
using Stadtgespraeche.Contracts.Notification;

namespace Stadtgespraeche.Registration.Partners.Releases;

/// <summary>
/// Notes which release a partner runs, so that organisers see who is behind. Ignores older news, and refuses a text
/// that is not a release.
/// </summary>
public sealed class NoteReleaseWhenPartnerStarted(
    RegistrationDbContext db,
    TimeProvider time,
    ILogger<NoteReleaseWhenPartnerStarted> logger
) : IConsumer<PartnerStarted>
{
    public async Task Consume(ConsumeContext<PartnerStarted> context)
    {
        var word = context.Message;
        // A clock that is ahead must not block later news.
        var at = new[] { word.At.ToUniversalTime(), time.GetUtcNow() }.Min();
        if (!PartnerRelease.IsRelease(word.Release))
        {
            logger.LogWarning("Refused the start of {Partner}: its release is no version", word.Partner);
        }
        else if (
            await db.LockPartnerAsync(word.Partner, context.CancellationToken) is { } partner
            && (partner.LastStartAt is null || partner.LastStartAt < at)
        )
        {
            (partner.LastRelease, partner.LastStartAt) = (word.Release, at);
        }
    }
}
