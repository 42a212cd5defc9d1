using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Registration.Partners;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>
/// A link, good once and for a day, by which somebody comes in with a role and a first passkey. Until it is used there
/// is neither a member nor an account; only the code's SHA-256 is kept.
/// </summary>
[Data(Category.None)]
[Processing(
    "Einladungen: wer als Organisation, Betrieb oder Koordination hinzukommen soll",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "bis zur Annahme, längstens 24 Stunden",
    SeenBy = "niemand"
)]
public sealed class Invitation : IInvitation, IEntityTypeConfiguration<Invitation>
{
    public required byte[] CodeHash { get; init; }

    [Data(Category.Personal)]
    public required Guid MemberId { get; init; }

    [Data(Category.Personal)]
    public required string DisplayName { get; init; }

    /// <summary>Key of the partner that the new member belongs to; a coordinator coordinates it.</summary>
    public required string Partner { get; init; }

    [Data(Category.Personal)]
    public required string Role { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    Guid IInvitation.PersonId => MemberId;

    string IInvitation.PersonName => DisplayName;

    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitations");
        invitation.HasKey(row => row.CodeHash);
        invitation.Property(row => row.DisplayName).HasMaxLength(200);
        invitation.Property(row => row.Role).HasMaxLength(20);
        invitation.HasOne<Partner>().WithMany().HasForeignKey(row => row.Partner).OnDelete(DeleteBehavior.Restrict);
    }
}
