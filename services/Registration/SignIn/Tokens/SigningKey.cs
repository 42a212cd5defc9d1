using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.SignIn.Tokens;

/// <summary>
/// A pair of keys of one generation: ES256 for signing tokens, AES for what only we read again. Shared by all replicas;
/// the private parts are sealed by data protection.
/// </summary>
[Data(Category.None)]
public sealed class SigningKey : IEntityTypeConfiguration<SigningKey>
{
    /// <summary>Counts up; as the key of the table it lets only one replica make the next pair.</summary>
    public required int Generation { get; init; }

    public required string KeyId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// It is published from the start but used only from this moment on, so that everyone who caches our keys knows it
    /// in time.
    /// </summary>
    public required DateTimeOffset UsedFrom { get; init; }

    /// <summary>Sealed JSON with the private JWK and the symmetric key.</summary>
    public required string Sealed { get; init; }

    public void Configure(EntityTypeBuilder<SigningKey> key)
    {
        key.ToTable("signing_keys");
        key.HasKey(row => row.Generation);
        key.Property(row => row.Generation).ValueGeneratedNever();
    }
}
