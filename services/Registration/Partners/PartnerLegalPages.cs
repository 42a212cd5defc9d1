using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// What a partner says about itself by law, as it told last: plain text with blank lines between paragraphs; empty is
/// missing.
/// </summary>
[Data(Category.None)]
public sealed class PartnerLegalPages
{
    public required string Partner { get; init; }

    public long Version { get; set; }

    public string Imprint { get; set; } = "";

    public string Privacy { get; set; } = "";

    public string Accessibility { get; set; } = "";

    /// <summary>A function mailbox.</summary>
    public string FeedbackAddress { get; set; } = "";

    /// <summary>Which are still missing, by the names of the portal's pages.</summary>
    public IReadOnlyList<string> Missing() =>
        MissingOf(Imprint.Length > 0, Privacy.Length > 0, Accessibility.Length > 0, FeedbackAddress.Length > 0);

    internal static IReadOnlyList<string> MissingOf(bool imprint, bool privacy, bool accessibility, bool feedback) =>
        [
            .. new[]
            {
                ("impressum", imprint),
                ("datenschutz", privacy),
                ("barrierefreiheit", accessibility),
                ("rueckmeldung", feedback),
            }
                .Where(page => !page.Item2)
                .Select(page => page.Item1),
        ];
}

internal sealed class PartnerLegalPagesTable : IEntityTypeConfiguration<PartnerLegalPages>
{
    public void Configure(EntityTypeBuilder<PartnerLegalPages> pages)
    {
        pages.ToTable("partner_legal_pages");
        pages.HasKey(row => row.Partner);
        pages
            .HasOne<Partner>()
            .WithOne()
            .HasForeignKey<PartnerLegalPages>(row => row.Partner)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
