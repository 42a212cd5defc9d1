using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Notification.Legal;

/// <summary>
/// What the law asks this city to say in public, as plain text; one row. The version is the moment of the change in
/// milliseconds, so that it rises also when the database was lost and starts anew.
/// </summary>
[Data(Category.None)]
public sealed class LegalPages : IEntityTypeConfiguration<LegalPages>
{
    public const int Only = 1;
    public int Id { get; set; } = Only;

    public long Version { get; set; }

    public string Imprint { get; set; } = "";

    public string Privacy { get; set; } = "";

    public string Accessibility { get; set; } = "";

    /// <summary>A function mailbox, for feedback on accessibility.</summary>
    public string FeedbackAddress { get; set; } = "";

    public bool Complete => Texts.Complete;

    private LegalTexts Texts => new(Imprint, Privacy, Accessibility, FeedbackAddress);

    /// <summary>
    /// Takes the texts and tells the hub, in what the caller saves; texts that are the same change nothing.
    /// </summary>
    public static async Task ChangeAsync(
        NotificationDbContext db,
        string partner,
        LegalTexts texts,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"lock table legal_pages in share row exclusive mode", cancellationToken);
        var saved = await db.LegalPages.SingleOrDefaultAsync(cancellationToken);
        var pages = saved ?? new LegalPages();
        if (pages.Texts == texts)
        {
            return;
        }

        if (saved is null)
        {
            db.Add(pages);
        }

        (pages.Imprint, pages.Privacy, pages.Accessibility, pages.FeedbackAddress) = (
            texts.Imprint,
            texts.Privacy,
            texts.Accessibility,
            texts.FeedbackAddress
        );
        pages.Version = Math.Max(pages.Version + 1, now.ToUnixTimeMilliseconds());
        pages.Tell(db, partner);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Tells the hub how they are; the same again is harmless.</summary>
    public void Tell(NotificationDbContext db, string partner) =>
        db.SendToHub(
            partner,
            new LegalPagesPublished(partner, Version, Imprint, Privacy, Accessibility, FeedbackAddress)
        );

    public void Configure(EntityTypeBuilder<LegalPages> builder)
    {
        builder.ToTable("legal_pages");
        builder.Property(pages => pages.Id).ValueGeneratedNever();
        builder.Ignore(pages => pages.Complete);
    }
}
