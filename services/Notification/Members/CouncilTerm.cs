using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// The last day of a council's term. The one that is not past is the present one's; whose mandate has no end of its own
/// ends with it.
/// </summary>
[Data(Category.None)]
public sealed class CouncilTerm : IEntityTypeConfiguration<CouncilTerm>
{
    public DateOnly Until { get; set; }

    public void Configure(EntityTypeBuilder<CouncilTerm> builder)
    {
        builder.ToTable("council_terms");
        builder.HasKey(term => term.Until);
    }
}
