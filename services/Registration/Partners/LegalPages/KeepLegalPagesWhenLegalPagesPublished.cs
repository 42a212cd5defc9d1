using MassTransit;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Registration.SignIn.Requests;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Registration.Partners.LegalPages;

/// <summary>
/// Keeps the legal pages of a partner; once all are filled, the partner may be ready to take part. Ignores older
/// versions. Refuses, as a whole, texts that are too long or hold control characters, and an invalid feedback address:
/// the earlier texts stay.
/// </summary>
public sealed class KeepLegalPagesWhenLegalPagesPublished(
    RegistrationDbContext db,
    TimeProvider time,
    ILogger<KeepLegalPagesWhenLegalPagesPublished> logger
) : IConsumer<LegalPagesPublished>
{
    /// <summary>Characters of one text.</summary>
    public const int Longest = 50_000;

    public async Task Consume(ConsumeContext<LegalPagesPublished> context)
    {
        var word = context.Message;
        var (imprint, privacy, accessibility) = (Read(word.Imprint), Read(word.Privacy), Read(word.Accessibility));
        var address = string.IsNullOrWhiteSpace(word.FeedbackAddress) ? "" : RequestSignIn.Read(word.FeedbackAddress);
        if (imprint is null || privacy is null || accessibility is null || address is null)
        {
            logger.LogWarning(
                "Refused the legal pages of {Partner}: a text is too long or holds control characters, or "
                    + "the feedback address is none",
                word.Partner
            );
            return;
        }

        if (await db.LockPartnerAsync(word.Partner, context.CancellationToken) is not { } partner)
        {
            return;
        }

        var pages =
            await db.PartnerLegalPages.FindAsync([word.Partner], context.CancellationToken)
            ?? db.PartnerLegalPages.Add(new PartnerLegalPages { Partner = word.Partner, Version = -1 }).Entity;
        if (word.Version <= pages.Version)
        {
            return;
        }

        (pages.Version, pages.Imprint, pages.Privacy, pages.Accessibility, pages.FeedbackAddress) = (
            word.Version,
            imprint,
            privacy,
            accessibility,
            address
        );
        await ConnectPartner.WhenReadyAsync(db, partner, time.GetUtcNow(), context.CancellationToken);
    }

    private static string? Read(string? text)
    {
        var read = (CleanText.Characters(text) ?? "").ReplaceLineEndings("\n").Trim();
        return read.Length <= Longest && !read.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t'))
            ? read
            : null;
    }
}
