using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Registration.Partners;

namespace Stadtgespraeche.Registration.SignIn.Requests;

/// <summary>
/// Somebody asked a partner for a sign-in link; who, only the partner can tell. The link of its mail names this row,
/// counts once, and leads back to <see cref="ReturnTo"/>.
/// </summary>
[Data(Category.None)]
public sealed class SignInRequest : IEntityTypeConfiguration<SignInRequest>
{
    public required Guid Id { get; init; }

    public required string Partner { get; init; }

    /// <summary>A local address of the site.</summary>
    public string? ReturnTo { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public void Configure(EntityTypeBuilder<SignInRequest> request)
    {
        request.ToTable("sign_in_requests");
        request.Property(row => row.Id).ValueGeneratedNever();
        // When two follow the same link at once, one comes too late.
        request.Property(row => row.UsedAt).IsConcurrencyToken();
        request.HasIndex(row => row.ExpiresAt);
        request.HasOne<Partner>().WithMany().HasForeignKey(row => row.Partner).OnDelete(DeleteBehavior.Cascade);
    }
}
