using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Partners.LegalPages;

/// <summary>
/// The legal pages of a partner, in their latest version: plain text with blank lines between paragraphs; empty means
/// missing.
/// </summary>
[Data(Category.None)]
public sealed class PartnerLegalPages : IEntityTypeConfiguration<PartnerLegalPages>
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
