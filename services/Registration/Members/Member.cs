using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Registration.Partners;

namespace Stadtgespraeche.Registration.Members;

/// <summary>
/// A member whom a partner vouches for: the id that the partner made, the name that others may see. No contact data, no faction. A
/// member never changes the partner; the row stays when the mandate has ended, and a new mandate revives it.
/// </summary>
public sealed class Member
{
    public required Guid Id { get; init; }

    public required string Partner { get; init; }

    /// <summary>The highest version the partner told of this member.</summary>
    public long Version { get; set; }

    public required string DisplayName { get; set; }

    public bool Departed { get; set; }
}

internal sealed class MemberTable : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.ToTable("members");
        member.Property(row => row.Id).ValueGeneratedNever();
        member.HasOne<Partner>().WithMany().HasForeignKey(row => row.Partner).OnDelete(DeleteBehavior.Restrict);
    }
}
