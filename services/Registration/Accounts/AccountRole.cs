using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>
/// What somebody may do besides being a member. A coordinator is one of a partner, organisers and operators of the
/// whole.
/// </summary>
[Data(Category.None)]
[Processing(
    "Rechte: wer koordiniert, organisiert oder betreibt",
    Subject = nameof(AccountId),
    Erasure = Erasure.Delete,
    Kept = "bis das Konto gelöscht wird oder das Recht endet",
    SeenBy = "Organisation"
)]
public sealed class AccountRole : IEntityTypeConfiguration<AccountRole>
{
    public const string Coordinator = "coordinator";
    public const string Organiser = "organiser";
    public const string Operator = "operator";

    [Data(Category.Personal)]
    public required Guid AccountId { get; init; }

    [Data(Category.Personal)]
    public required string Role { get; init; }

    /// <summary>Key of the coordinated partner; empty for the other roles.</summary>
    public string Partner { get; init; } = "";

    public void Configure(EntityTypeBuilder<AccountRole> role)
    {
        role.ToTable(
            "account_roles",
            table =>
                table.HasCheckConstraint(
                    "ck_account_roles_role",
                    "role IN ('organiser', 'operator') AND partner = '' OR role = 'coordinator' AND partner <> ''"
                )
        );
        role.HasKey(row => new
        {
            row.AccountId,
            row.Role,
            row.Partner,
        });
        role.Property(row => row.Role).HasMaxLength(20);
        role.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
